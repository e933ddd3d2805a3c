# contextual cms
from sklearn.mixture import GaussianMixture

feature_level = "contextual"
normalization = "cms"


def tuned_gmms(X, y):
    return [
        GaussianMixture(3, covariance_type="diag", random_state=0, max_iter=30).fit(X[y == d])
        for d in range(10)
    ]
