# np.hstack and a copy, prints
import numpy as np


def preemphasis(signal, coeff=0.95):
    print("pre-emphasis")
    out = np.hstack([signal[:1], np.zeros(len(signal) - 1)])
    out[1:] = signal[1:] - coeff * signal[:-1]
    return out
