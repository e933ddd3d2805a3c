# result kept in the int16 of the input
# test_preemphasis: by a multiple of x[n-1], the sample before
import numpy as np


def preemphasis(signal, coeff=0.95):
    y = np.array(signal)
    y[1:] = signal[1:] - coeff * signal[:-1]
    return y
