# not fitted
# test_train_gmms_digits: ValueError: entry
# test_train_gmms_arguments: ValueError: entry
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [
        GaussianMixture(n_components, covariance_type=covariance_type, random_state=0)
        for d in range(10)
    ]
