# uses y[n-1]: recursive filter
# test_preemphasis: by a multiple of x[n-1], the sample before
import numpy as np


def preemphasis(signal, coeff=0.95):
    y = np.array(signal, dtype=float)
    for n in range(1, len(y)):
        y[n] = signal[n] - coeff * y[n - 1]
    return y
