# X scaled first: models live in another space
# test_train_gmms_digits: does not lie where the rows of digit
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    X = (X - X.mean(0)) / X.std(0)
    return [
        GaussianMixture(n_components, covariance_type=covariance_type, random_state=0).fit(
            X[y == d]
        )
        for d in range(10)
    ]
