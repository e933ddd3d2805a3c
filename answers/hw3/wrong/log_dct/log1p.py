# log(1 + x)
# test_log_dct: Is the logarithm the natural one, the transform orthonormal
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    return dct(np.log1p(fbanks), type=2, axis=1, norm="ortho")
