# loop, list
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    return [list(dct(np.log(np.maximum(f, 1e-10)), norm="ortho")) for f in fbanks]
