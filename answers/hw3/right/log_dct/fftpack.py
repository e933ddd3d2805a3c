# scipy.fftpack
import numpy as np
import scipy.fft
import scipy.fftpack


def log_dct(fbanks):
    return scipy.fftpack.dct(np.log(np.clip(fbanks, 1e-10, None)), type=2, axis=1, norm="ortho")
