# c0 replaced by the log of the total energy (psf appendEnergy)
# test_log_dct: twice the logarithm
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    f = np.maximum(fbanks, 1e-10)
    c = dct(np.log(f), axis=1, norm="ortho")
    c[:, 0] = np.log(f.sum(axis=1))
    return c
