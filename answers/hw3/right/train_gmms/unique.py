# sorted unique labels
import numpy as np
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [
        GaussianMixture(n_components, covariance_type=covariance_type, random_state=0).fit(
            X[np.asarray(y) == d]
        )
        for d in sorted(set(y))
    ]
