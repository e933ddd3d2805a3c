# power / n_fft
import numpy as np


def get_spectrum(frames, n_fft=512):
    return np.abs(np.fft.rfft(frames, n_fft)) ** 2 / n_fft
