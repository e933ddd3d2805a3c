# whole matrix dctn
# test_log_dct: Is the transform orthonormal
import numpy as np
import scipy.fft
import scipy.fftpack


def log_dct(fbanks):
    return scipy.fft.dctn(np.log(np.maximum(fbanks, 1e-10)), norm="ortho")
