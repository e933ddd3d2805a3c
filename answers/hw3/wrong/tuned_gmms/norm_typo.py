# normalization misspelt
# test_tuned_gmms: normalization is 'mean'
feature_level, normalization = "contextual", "mean"


def tuned_gmms(X, y):
    return [GaussianMixture(3, covariance_type="diag").fit(X[y == d]) for d in range(10)]
