# only the first row
# test_gmms_predict_likelihood: [rows=7], got [1]
# test_gmms_predict_far: [rows=7], got [1]
import numpy as np


def gmms_predict(X, gmms):
    return np.argmax([g.score_samples(X[:1]) for g in gmms], axis=0)
