# loop, list
import numpy as np


def get_spectrum(frames, n_fft=512):
    return [np.abs(np.fft.rfft(f, n=n_fft)) for f in frames]
