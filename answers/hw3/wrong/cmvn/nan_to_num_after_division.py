# divide, then nan_to_num (warns)
# test_cmvn_deviation: It is constant when its deviation is below 1e-8
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    return np.nan_to_num(cms(mfccs) / np.std(mfccs, axis=0))
