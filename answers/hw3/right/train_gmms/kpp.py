# k-means++ init, verbose print, tqdm
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    from tqdm import tqdm

    return [
        GaussianMixture(
            n_components, covariance_type=covariance_type, init_params="k-means++", max_iter=200
        ).fit(X[y == d])
        for d in tqdm(range(10))
    ]
