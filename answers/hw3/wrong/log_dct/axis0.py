# DCT along time
# test_log_dct: Is the transform taken along the filters, as type II
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    return dct(np.log(np.maximum(fbanks, 1e-10)), type=2, axis=0, norm="ortho")
