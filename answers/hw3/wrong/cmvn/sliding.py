# sliding window of 3 frames
# test_cmvn_mean: each coefficient (column) should have mean zero over the frames
# test_cmvn_deviation: each coefficient (column) should have mean zero over the frames
import numpy as np


def cms(mfccs):
    return mfccs - np.array([mfccs[max(0, t - 50) : t + 51].mean(0) for t in range(len(mfccs))])


def cmvn(mfccs):
    s = np.std(mfccs, axis=0)
    return cms(mfccs) / np.where(s < 1e-8, 1, s)
