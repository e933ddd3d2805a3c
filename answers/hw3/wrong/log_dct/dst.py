# DST
# test_log_dct: Is the transform taken along the filters, as type II
import numpy as np
import scipy.fft
import scipy.fftpack


def log_dct(fbanks):
    return scipy.fft.dst(np.log(np.maximum(fbanks, 1e-10)), axis=1, norm="ortho")
