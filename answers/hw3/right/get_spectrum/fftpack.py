# scipy.fftpack.fft
import numpy as np


def get_spectrum(frames, n_fft=512):
    from scipy.fftpack import fft

    return np.abs(fft(frames, n_fft, axis=1)[:, : 1 + n_fft // 2])
