# no DCT
# test_log_dct: Is the transform taken along the filters, as type II
import numpy as np


def log_dct(fbanks):
    return np.log(np.maximum(fbanks, 1e-10))
