# level misspelt
# test_tuned_gmms: feature_level is 'context'
feature_level, normalization = "context", "cmvn"


def tuned_gmms(X, y):
    return [GaussianMixture(3, covariance_type="diag").fit(X[y == d]) for d in range(10)]
