# tied
from sklearn.mixture import GaussianMixture

feature_level = "contextual"
normalization = "cmvn"


def tuned_gmms(X, y):
    return [
        GaussianMixture(2, covariance_type="tied", reg_covar=1e-2, random_state=0, max_iter=15).fit(
            X[y == d]
        )
        for d in range(10)
    ]
