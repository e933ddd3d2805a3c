# sqrt(re**2 + im**2)
import numpy as np


def get_spectrum(frames, n_fft=512):
    X = np.fft.rfft(frames, n_fft, axis=-1)
    return np.sqrt(X.real**2 + X.imag**2)
