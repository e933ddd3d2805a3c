# not fitted
# test_tuned_gmms: ValueError: entry
from sklearn.mixture import GaussianMixture

feature_level = "contextual"
normalization = "cmvn"


def tuned_gmms(X, y):
    return [
        GaussianMixture(3, covariance_type="diag", random_state=0, max_iter=30) for d in range(10)
    ]
