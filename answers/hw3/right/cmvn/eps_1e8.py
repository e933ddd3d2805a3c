# +1e-8
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    return cms(mfccs) / (np.std(mfccs, axis=0) + 1e-8)
