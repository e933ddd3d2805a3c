# floor 1e-5 (energies of int16 scale)
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    return dct(np.log(np.maximum(fbanks, 1e-5)), axis=1, norm="ortho")
