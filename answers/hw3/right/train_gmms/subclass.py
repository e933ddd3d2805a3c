# subclass of GaussianMixture
from sklearn.mixture import GaussianMixture


class Digit(GaussianMixture):
    pass


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [
        Digit(n_components, covariance_type=covariance_type, n_init=3).fit(X[y == d])
        for d in range(10)
    ]
