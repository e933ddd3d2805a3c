# only divided
# test_cmvn_deviation: each coefficient (column) should have mean zero over the frames
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    s = np.std(mfccs, axis=0)
    return mfccs / np.where(s < 1e-8, 1, s)
