# real part only
# test_get_spectrum: a magnitude is never negative
import numpy as np


def get_spectrum(frames, n_fft=512):
    return np.real(np.fft.rfft(frames, n_fft))
