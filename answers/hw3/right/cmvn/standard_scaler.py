# sklearn StandardScaler
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    from sklearn.preprocessing import StandardScaler

    return StandardScaler().fit_transform(mfccs)
