# 1e-3 added
# test_log_dct: is the floor so tiny that only silence meets it
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    return dct(np.log(np.asarray(fbanks) + 1e-3), axis=1, norm="ortho")
