# mean removed first
# test_preemphasis: y[0] should be x[0]
import numpy as np


def preemphasis(signal, coeff=0.95):
    s = signal - np.mean(signal)
    return np.append(s[0], s[1:] - coeff * s[:-1])
