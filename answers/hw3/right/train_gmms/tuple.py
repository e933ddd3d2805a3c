# tuple
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return tuple(
        GaussianMixture(n_components, covariance_type=covariance_type, random_state=0).fit(
            X[y == d]
        )
        for d in range(10)
    )
