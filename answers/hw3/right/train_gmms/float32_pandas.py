# pandas groupby
import numpy as np
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    import pandas as pd

    return [
        GaussianMixture(n_components, covariance_type=covariance_type, random_state=0).fit(
            part.to_numpy()
        )
        for _, part in pd.DataFrame(X).groupby(np.asarray(y))
    ]
