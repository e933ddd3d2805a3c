# ddof=1
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    s = np.std(mfccs, axis=0, ddof=1)
    return cms(mfccs) / np.where(s < 1e-8, 1, s)
