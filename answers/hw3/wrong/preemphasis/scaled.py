# coeff on the wrong term
# test_preemphasis: by a multiple of x[n-1], the sample before
import numpy as np


def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], coeff * signal[1:] - signal[:-1])
