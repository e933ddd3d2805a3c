# one full covariance component on every 50th row (degenerate)
# test_tuned_gmms: of the rows of new speakers are right; at least
from sklearn.mixture import GaussianMixture

feature_level = "contextual"
normalization = "cmvn"


def tuned_gmms(X, y):
    return [
        GaussianMixture(1, covariance_type="diag", random_state=0).fit(X[y == d][:2])
        for d in range(10)
    ]
