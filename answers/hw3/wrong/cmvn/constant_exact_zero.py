# guards s == 0 only: a constant whose float deviation is 1e-16 becomes +-1
# test_cmvn_deviation: It is constant when its deviation is below 1e-8
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    s = np.std(mfccs, axis=0)
    return cms(mfccs) / np.where(s == 0, 1, s)
