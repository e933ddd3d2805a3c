# np.divide with where
import numpy as np


def cms(mfccs):
    return mfccs - np.mean(mfccs, axis=0)


def cmvn(mfccs):
    m = cms(mfccs)
    s = m.std(0, keepdims=True)
    return np.divide(m, s, out=np.zeros_like(m), where=s > 1e-8)
