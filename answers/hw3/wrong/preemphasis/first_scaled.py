# y[0] = x[0] * (1 - coeff)
# test_preemphasis: y[0] should be x[0]
import numpy as np


def preemphasis(signal, coeff=0.95):
    return np.append(signal[0] * (1 - coeff), signal[1:] - coeff * signal[:-1])
