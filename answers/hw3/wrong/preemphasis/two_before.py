# x[n-2]
# test_preemphasis: by a multiple of x[n-1], the sample before
import numpy as np


def preemphasis(signal, coeff=0.95):
    y = np.array(signal, dtype=float)
    y[2:] -= coeff * signal[:-2]
    return y
