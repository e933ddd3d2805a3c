# best weighted component: max instead of log-sum-exp
# test_gmms_predict_likelihood: compare the whole likelihood of each row
import numpy as np


def gmms_predict(X, gmms):
    from scipy.stats import norm

    return np.argmax(
        [
            (
                np.log(g.weights_)
                + norm.logpdf(X[:, None], g.means_, np.sqrt(g.covariances_)).sum(2)
            ).max(1)
            for g in gmms
        ],
        axis=0,
    )
