# returns the matrix
# test_gmms_predict_likelihood: [rows=7], got [10, 7]
# test_gmms_predict_far: [rows=7], got [10, 7]
import numpy as np


def gmms_predict(X, gmms):
    return np.array([g.score_samples(X) for g in gmms])
