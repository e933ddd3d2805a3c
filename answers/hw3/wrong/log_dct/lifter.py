# with liftering of python_speech_features
# test_log_dct: orthonormal, of the natural logarithm
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    c = dct(np.log(np.maximum(fbanks, 1e-10)), axis=1, norm="ortho")
    n = np.arange(c.shape[1])
    return c * (1 + 11 * np.sin(np.pi * n / 22))
