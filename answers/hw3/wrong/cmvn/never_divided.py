# deviation never divided by (handout's fault)
# test_cmvn_deviation: a standard deviation of one
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    return cms(mfccs)
