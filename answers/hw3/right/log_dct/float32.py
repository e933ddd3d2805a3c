# float32
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    return dct(np.log(np.maximum(np.asarray(fbanks, np.float32), 1e-10)), axis=1, norm="ortho")
