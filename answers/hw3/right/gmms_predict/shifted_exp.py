# exp after subtracting the largest
import numpy as np


def gmms_predict(X, gmms):
    S = np.array([g.score_samples(X) for g in gmms])
    L = np.exp(S - S.max(axis=0))
    return (L / L.sum(axis=0)).argmax(axis=0)
