# np.convolve full: one sample too many
# test_preemphasis: [samples=5], got [6]
import numpy as np


def preemphasis(signal, coeff=0.95):
    return np.convolve(signal, [1, -coeff])
