# complex64 / float32
import numpy as np


def get_spectrum(frames, n_fft=512):
    import scipy.fft

    return np.abs(scipy.fft.rfft(np.asarray(frames, np.float32), n_fft))
