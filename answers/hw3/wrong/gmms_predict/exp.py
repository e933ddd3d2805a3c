# exp of the likelihood: underflows
# test_gmms_predict_far: compare the logarithms
import numpy as np


def gmms_predict(X, gmms):
    return np.argmax([np.exp(g.score_samples(X)) for g in gmms], axis=0)
