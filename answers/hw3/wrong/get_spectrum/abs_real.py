# |real part|
# test_get_spectrum: expected the magnitude
import numpy as np


def get_spectrum(frames, n_fft=512):
    return np.abs(np.real(np.fft.rfft(frames, n_fft)))
