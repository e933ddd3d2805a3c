# cms divides too
# test_cmvn_mean: cms should only subtract a constant
import numpy as np


def cms(mfccs):
    s = np.std(mfccs, axis=0)
    return (mfccs - np.mean(mfccs, axis=0)) / np.where(s < 1e-8, 1, s)


def cmvn(mfccs):
    return cms(mfccs)
