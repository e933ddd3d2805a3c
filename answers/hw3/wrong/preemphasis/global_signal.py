# uses the notebook's signal
# test_preemphasis: expected shape
import numpy as np


def preemphasis(samples, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
