# power by X * conj(X), still of complex type
import numpy as np


def get_spectrum(frames, n_fft=512):
    X = np.fft.rfft(frames, n_fft)
    return X * np.conj(X)
