# covariance_type ignored (full)
# test_train_gmms_digits: as wide as the rows of digit
# test_train_gmms_arguments: a mixture has 'full'
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [GaussianMixture(n_components, random_state=0).fit(X[y == d]) for d in range(10)]
