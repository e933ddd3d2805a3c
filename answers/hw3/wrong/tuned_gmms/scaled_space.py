# fitted in a scaled space
# test_tuned_gmms: of the rows of new speakers are right; at least
from sklearn.mixture import GaussianMixture

feature_level = "contextual"
normalization = "cmvn"


def tuned_gmms(X, y):
    X = X * 3 + 1
    return [
        GaussianMixture(3, covariance_type="diag", random_state=0, max_iter=30).fit(X[y == d])
        for d in range(10)
    ]
