# a single GMM with 10 components
# test_train_gmms_digits: TypeError: expected a list or tuple of
# test_train_gmms_arguments: TypeError: expected a list or tuple of
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return GaussianMixture(10, covariance_type=covariance_type, random_state=0).fit(X)
