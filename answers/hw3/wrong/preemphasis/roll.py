# np.roll: the last sample wraps round
# test_preemphasis: y[0] should be x[0]
import numpy as np


def preemphasis(signal, coeff=0.95):
    return signal - coeff * np.roll(signal, 1)
