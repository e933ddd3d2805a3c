# np.fft.fft2
# test_get_spectrum: strongest in its own bin
import numpy as np


def get_spectrum(frames, n_fft=512):
    frames = np.asarray(frames)
    return np.abs(np.fft.fft2(frames, s=(frames.shape[0], n_fft)))[:, : n_fft // 2 + 1]
