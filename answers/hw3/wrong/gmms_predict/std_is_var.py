# covariances taken for deviations
# test_gmms_predict_likelihood: compare the whole likelihood of each row
import numpy as np


def gmms_predict(X, gmms):
    from scipy.special import logsumexp
    from scipy.stats import norm

    return np.argmax(
        [
            logsumexp(
                np.log(g.weights_) + norm.logpdf(X[:, None], g.means_, g.covariances_).sum(2),
                axis=1,
            )
            for g in gmms
        ],
        axis=0,
    )
