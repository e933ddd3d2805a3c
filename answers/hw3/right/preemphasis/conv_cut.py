# np.convolve cut
import numpy as np


def preemphasis(signal, coeff=0.95):
    return np.convolve(signal, [1, -coeff])[: len(signal)]
