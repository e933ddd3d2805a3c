# coefficient 0 dropped
# test_log_dct: [frames=3, coefficients=25], got [3, 24]
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    return dct(np.log(np.maximum(fbanks, 1e-10)), type=2, axis=1, norm="ortho")[:, 1:]
