# one object fitted ten times: ten times the last
# test_train_gmms_digits: does not lie where the rows of digit
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    g = GaussianMixture(n_components, covariance_type=covariance_type, random_state=0)
    out = []
    for d in range(10):
        out.append(g.fit(X[y == d]))
    return out
