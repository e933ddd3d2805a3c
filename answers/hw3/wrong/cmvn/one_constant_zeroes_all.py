# any constant: everything 0
# test_cmvn_deviation: beside a constant coefficient, the others
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    s = np.std(mfccs, axis=0)
    if (s < 1e-8).any():
        return np.zeros_like(mfccs)
    return cms(mfccs) / s
