# one-sided: inner bins doubled (periodogram habit)
# test_get_spectrum: the strength of a tone is off
import numpy as np


def get_spectrum(frames, n_fft=512):
    m = np.abs(np.fft.rfft(frames, n_fft))
    m[:, 1:-1] *= 2
    return m
