# the notebook's frames
# test_get_spectrum: expected shape
import numpy as np


def get_spectrum(x, n_fft=512):
    return np.abs(np.fft.rfft(frames, n_fft))
