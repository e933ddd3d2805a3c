# adds instead of subtracts
# test_preemphasis: multiplied by the argument coeff
import numpy as np


def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] + coeff * signal[:-1])
