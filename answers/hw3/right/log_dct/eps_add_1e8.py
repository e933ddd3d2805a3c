# 1e-8 added
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    return dct(np.log(np.asarray(fbanks) + 1e-8), type=2, axis=1, norm="ortho")
