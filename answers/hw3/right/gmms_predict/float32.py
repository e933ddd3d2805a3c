# float32 scores (near ties may differ)
import numpy as np


def gmms_predict(X, gmms):
    return np.argmax(np.array([g.score_samples(X) for g in gmms], dtype=np.float32), axis=0)
