# every model fitted to all rows (same random_state): ten equal models
# test_tuned_gmms: of the rows of new speakers are right; at least
from sklearn.mixture import GaussianMixture

feature_level = "contextual"
normalization = "cmvn"


def tuned_gmms(X, y):
    return [
        GaussianMixture(3, covariance_type="diag", random_state=0, max_iter=30).fit(X[::5])
        for d in range(10)
    ]
