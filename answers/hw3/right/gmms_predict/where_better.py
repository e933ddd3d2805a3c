# running best
import numpy as np


def gmms_predict(X, gmms):
    best, who = np.full(len(X), -np.inf), np.zeros(len(X), dtype=int)
    for d, g in enumerate(gmms):
        s = g.score_samples(X)
        m = s > best
        best[m] = s[m]
        who[m] = d
    print(who[:3])
    return who
