# returns the maximum, not the digit
# test_gmms_predict_likelihood: the digits should be of an integer type
# test_gmms_predict_far: not the most likely one
import numpy as np


def gmms_predict(X, gmms):
    return np.max([g.score_samples(X) for g in gmms], axis=0)
