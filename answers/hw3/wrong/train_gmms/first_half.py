# first half of the digit's rows
# test_train_gmms_digits: as wide as the rows of digit
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [
        GaussianMixture(n_components, covariance_type=covariance_type, random_state=0).fit(
            X[y == d][: max(n_components, int((y == d).sum() // 2))]
        )
        for d in range(10)
    ]
