# default n_fft=256
# test_get_spectrum: without n_fft, 512
import numpy as np


def get_spectrum(frames, n_fft=256):
    return np.abs(np.fft.rfft(frames, n_fft))
