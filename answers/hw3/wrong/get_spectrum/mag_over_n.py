# magnitude / n_fft
# test_get_spectrum: the strength of a tone is off
import numpy as np


def get_spectrum(frames, n_fft=512):
    return np.abs(np.fft.rfft(frames, n_fft)) / n_fft
