# returns a dict
# test_train_gmms_digits: TypeError: expected a list or tuple of
# test_train_gmms_arguments: TypeError: expected a list or tuple of
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return {
        d: GaussianMixture(n_components, covariance_type=covariance_type, random_state=0).fit(
            X[y == d]
        )
        for d in range(10)
    }
