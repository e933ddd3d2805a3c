# 0.95 hard-coded
# test_preemphasis: multiplied by the argument coeff
import numpy as np


def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - 0.95 * signal[:-1])
