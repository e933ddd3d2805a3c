# log-likelihood clipped at -700 to avoid underflow
# test_gmms_predict_far: compare the logarithms
import numpy as np


def gmms_predict(X, gmms):
    return np.argmax([np.maximum(g.score_samples(X), -700) for g in gmms], axis=0)
