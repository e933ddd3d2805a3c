# loop, keyword arguments
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    gmms = []
    for d in range(10):
        g = GaussianMixture(n_components=n_components, covariance_type=covariance_type)
        g.fit(X[y == d])
        gmms.append(g)
    return gmms
