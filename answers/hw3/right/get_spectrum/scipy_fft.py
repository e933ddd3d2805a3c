# scipy.fft.fft sliced
import numpy as np


def get_spectrum(frames, n_fft=512):
    from scipy.fft import fft

    return np.abs(fft(frames, n_fft))[:, : n_fft // 2 + 1]
