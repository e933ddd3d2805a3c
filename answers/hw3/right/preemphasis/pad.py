# prepend zero by np.pad
import numpy as np


def preemphasis(signal, coeff=0.95):
    x = np.asarray(signal, float)
    return x - coeff * np.pad(x, (1, 0))[:-1]
