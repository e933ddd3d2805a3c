# digits as floats
# test_gmms_predict_likelihood: the digits should be of an integer type
import numpy as np


def gmms_predict(X, gmms):
    return np.argmax([g.score_samples(X) for g in gmms], axis=0).astype(float)
