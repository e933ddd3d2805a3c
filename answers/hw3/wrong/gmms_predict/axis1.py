# argmax over rows
# test_gmms_predict_likelihood: [rows=7], got [10]
# test_gmms_predict_far: [rows=7], got [10]
import numpy as np


def gmms_predict(X, gmms):
    return np.argmax([g.score_samples(X) for g in gmms], axis=1)
