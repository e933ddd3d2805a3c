# result kept in the int16 of the input
# test_preemphasis: subtracted, and multiplied by the argument coeff
import numpy as np


def preemphasis(signal, coeff=0.95):
    y = np.array(signal)
    y[1:] = signal[1:] - coeff * signal[:-1]
    return y
