# floor np.finfo(float).tiny
import numpy as np
from scipy.fft import dct


def log_dct(fbanks):
    return dct(np.log(np.maximum(fbanks, np.finfo(float).tiny)), axis=1, norm="ortho")
