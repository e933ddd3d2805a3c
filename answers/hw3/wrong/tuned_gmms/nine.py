# nine models
# test_tuned_gmms: expected 10 mixtures, one for each digit, got list of 9
from sklearn.mixture import GaussianMixture

feature_level = "contextual"
normalization = "cmvn"


def tuned_gmms(X, y):
    return [
        GaussianMixture(3, covariance_type="diag", random_state=0, max_iter=30).fit(X[y == d])
        for d in range(9)
    ]
