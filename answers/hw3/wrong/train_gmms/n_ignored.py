# n_components ignored (3)
# test_train_gmms_arguments: a mixture has
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [
        GaussianMixture(3, covariance_type=covariance_type, random_state=0).fit(X[y == d])
        for d in range(10)
    ]
