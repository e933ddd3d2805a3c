# divides by the largest value afterwards
# test_preemphasis: y[0] should be x[0]
import numpy as np


def preemphasis(signal, coeff=0.95):
    y = np.append(signal[0], signal[1:] - coeff * signal[:-1])
    return y / np.max(np.abs(y))
