# likelihoods divided by their sum, nan where all are 0
# test_gmms_predict_far: compare the logarithms
import numpy as np


def gmms_predict(X, gmms):
    L = np.exp([g.score_samples(X) for g in gmms])
    return np.argmax(L / L.sum(axis=0), axis=0)
