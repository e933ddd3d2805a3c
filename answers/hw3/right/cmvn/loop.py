# loop over columns
import numpy as np


def cms(mfccs):
    out = np.array(mfccs, dtype=float)
    for k in range(out.shape[1]):
        out[:, k] -= out[:, k].mean()
    return out


def cmvn(mfccs):
    out = cms(mfccs)
    for k in range(out.shape[1]):
        s = out[:, k].std()
        if s > 1e-8:
            out[:, k] /= s
        else:
            out[:, k] = 0
    return out
