# default 0.97
# test_preemphasis: without the argument coeff, 0.95
import numpy as np


def preemphasis(signal, coeff=0.97):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
