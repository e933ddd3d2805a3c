# c0 set to 0
# test_log_dct: Is the transform orthonormal
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    c = dct(np.log(np.maximum(fbanks, 1e-10)), axis=1, norm="ortho")
    c[:, 0] = 0
    return c
