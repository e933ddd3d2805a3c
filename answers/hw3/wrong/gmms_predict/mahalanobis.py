# normalisation constant forgotten
# test_gmms_predict_likelihood: compare the whole likelihood of each row
import numpy as np


def gmms_predict(X, gmms):
    return np.argmin(
        [(((X[:, None] - g.means_) ** 2) / g.covariances_).sum(2).min(1) for g in gmms], axis=0
    )
