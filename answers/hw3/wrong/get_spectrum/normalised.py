# each frame divided by its maximum
# test_get_spectrum: the strength of a tone is off
import numpy as np


def get_spectrum(frames, n_fft=512):
    m = np.abs(np.fft.rfft(frames, n_fft))
    return m / m.max(axis=1, keepdims=True)
