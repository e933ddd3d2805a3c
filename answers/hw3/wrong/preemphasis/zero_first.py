# y[0] = 0
# test_preemphasis: y[0] should be x[0]
import numpy as np


def preemphasis(signal, coeff=0.95):
    return np.append(0, signal[1:] - coeff * signal[:-1])
