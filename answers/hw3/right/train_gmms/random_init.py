# init random_from_data, n_init=2, reg 1e-3
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [
        GaussianMixture(
            n_components,
            covariance_type=covariance_type,
            init_params="random_from_data",
            n_init=2,
            reg_covar=1e-3,
            random_state=d,
        ).fit(X[y == d])
        for d in range(10)
    ]
