# trains on the notebook's features
# test_tuned_gmms: of the rows of new speakers are right; at least
from sklearn.mixture import GaussianMixture

feature_level = "contextual"
normalization = "cmvn"


def tuned_gmms(X, y):
    return [
        GaussianMixture(3, covariance_type="diag", random_state=0, max_iter=10).fit(
            data.X_train[data.y_train == d]
        )
        for d in range(10)
    ]
