# no magnitude
# test_get_spectrum: expected real numbers
# test_mfccs_chain: this differs from your own stages
import numpy as np


def get_spectrum(frames, n_fft=512):
    return np.fft.rfft(frames, n_fft)
