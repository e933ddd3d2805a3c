# takes the sample after
# test_preemphasis: y[0] should be x[0]
import numpy as np


def preemphasis(signal, coeff=0.95):
    return np.append(signal[:-1] - coeff * signal[1:], signal[-1])
