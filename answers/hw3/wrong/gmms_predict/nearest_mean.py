# nearest mean of the means
# test_gmms_predict_likelihood: compare the whole likelihood of each row
import numpy as np


def gmms_predict(X, gmms):
    return np.argmin([((X - g.means_.mean(0)) ** 2).sum(1) for g in gmms], axis=0)
