# 1/n_fft * square(magnitude), float32
import numpy as np


def get_spectrum(frames, n_fft=512):
    return (1.0 / n_fft * np.square(np.abs(np.fft.rfft(frames, n_fft)))).astype(np.float32)
