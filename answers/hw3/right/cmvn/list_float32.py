# float32 lists
import numpy as np


def cms(mfccs):
    return (np.asarray(mfccs) - np.mean(mfccs, axis=0)).astype(np.float32).tolist()


def cmvn(mfccs):
    m = np.array(cms(mfccs))
    s = m.std(0)
    return (m / np.where(s < 1e-8, 1, s)).tolist()
