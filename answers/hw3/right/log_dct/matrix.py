# basis matrix
import numpy as np


def log_dct(fbanks):
    M = np.shape(fbanks)[1]
    j = np.arange(M)
    B = np.sqrt(2 / M) * np.cos(np.pi * np.outer(j, j + 0.5) / M)
    B[0] *= np.sqrt(0.5)
    return np.log(np.maximum(fbanks, 1e-12)) @ B.T
