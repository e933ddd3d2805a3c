# Hamming window once more
# test_get_spectrum: the strength of a tone is off
import numpy as np


def get_spectrum(frames, n_fft=512):
    frames = np.asarray(frames)
    return np.abs(np.fft.rfft(frames * np.hamming(frames.shape[1]), n_fft))
