# min-max
# test_cmvn_deviation: each coefficient (column) should have mean zero over the frames
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    m = mfccs - mfccs.min(0)
    s = m.max(0)
    return m / np.where(s < 1e-8, 1, s)
