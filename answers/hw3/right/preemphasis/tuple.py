# returned as a tuple
import numpy as np


def preemphasis(signal, coeff=0.95):
    return tuple(float(v) for v in np.append(signal[0], signal[1:] - coeff * signal[:-1]))
