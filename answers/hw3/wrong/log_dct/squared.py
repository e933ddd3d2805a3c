# log of the square (power twice)
# test_log_dct: Is the transform orthonormal
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    return dct(np.log(np.maximum(np.asarray(fbanks) ** 2, 1e-10)), axis=1, norm="ortho")
