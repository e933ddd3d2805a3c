# float32 result
import numpy as np


def preemphasis(signal, coeff=0.95):
    s = np.asarray(signal, dtype=np.float32)
    return np.append(s[0], s[1:] - np.float32(coeff) * s[:-1])
