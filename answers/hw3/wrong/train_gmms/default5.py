# default n_components=5
# test_train_gmms_digits: components by default
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=5, covariance_type="diag"):
    return [
        GaussianMixture(n_components, covariance_type=covariance_type, random_state=0).fit(
            X[y == d]
        )
        for d in range(10)
    ]
