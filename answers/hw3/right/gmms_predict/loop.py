# row loop, list
import numpy as np


def gmms_predict(X, gmms):
    out = []
    for x in X:
        out.append(int(np.argmax([g.score_samples(x[None])[0] for g in gmms])))
    return out
