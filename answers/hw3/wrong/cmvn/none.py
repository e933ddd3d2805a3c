# cms returns None (in place on a copy)
# test_cmvn_mean: returned None
import numpy as np


def cms(mfccs):
    mfccs = mfccs - mfccs.mean(axis=0)


def cmvn(mfccs):
    m = mfccs - mfccs.mean(0)
    s = m.std(0)
    return m / np.where(s < 1e-8, 1, s)
