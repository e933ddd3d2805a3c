# DFT matrix
import numpy as np


def get_spectrum(frames, n_fft=512):
    f = np.asarray(frames)
    n = np.arange(f.shape[1])
    k = np.arange(n_fft // 2 + 1)[:, None]
    return np.abs(f @ np.exp(-2j * np.pi * k * n / n_fft).T)
