# divided by the variance
# test_cmvn_deviation: a standard deviation of one
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    s = np.var(mfccs, axis=0)
    return cms(mfccs) / np.where(s < 1e-8, 1, s)
