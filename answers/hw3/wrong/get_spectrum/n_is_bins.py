# n = n_fft // 2 + 1 given to fft
# test_get_spectrum: strongest in its own bin
import numpy as np


def get_spectrum(frames, n_fft=512):
    return np.abs(np.fft.fft(frames, n_fft // 2 + 1))
