# max posterior of the components
# test_gmms_predict_likelihood: take the highest, not the lowest
# test_gmms_predict_far: compare the logarithms
import numpy as np


def gmms_predict(X, gmms):
    return np.argmax([g.predict_proba(X).max(axis=1) for g in gmms], axis=0)
