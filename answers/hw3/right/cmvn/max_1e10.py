# np.maximum(std, 1e-10)
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    return cms(mfccs) / np.maximum(np.std(mfccs, axis=0), 1e-10)
