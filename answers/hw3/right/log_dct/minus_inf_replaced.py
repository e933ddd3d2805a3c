# log, then -inf replaced by log(1e-10), with a warning
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    g = np.log(fbanks)
    g[np.isneginf(g)] = np.log(1e-10)
    return dct(g, axis=1, norm="ortho")
