# init_params='random' (resp. random), many iterations
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [
        GaussianMixture(
            n_components,
            covariance_type=covariance_type,
            init_params="random",
            max_iter=300,
            random_state=d,
        ).fit(X[y == d])
        for d in range(10)
    ]
