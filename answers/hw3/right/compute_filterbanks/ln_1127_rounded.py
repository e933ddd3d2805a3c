# 1127 * ln, constant rounded as in HTK book
import numpy as np


def compute_filterbanks(spec, n_fft=512, n_filters=40, srate=8000):
    mel = lambda f: 1127 * np.log(1 + f / 700)
    inv = lambda m: 700 * (np.exp(m / 1127) - 1)
    co = inv(np.linspace(mel(0), mel(srate / 2), n_filters + 2))
    fr = np.arange(n_fft // 2 + 1) * srate / n_fft
    tri = np.zeros((len(co) - 2, len(fr)))
    for j in range(len(co) - 2):
        l, ce, r = co[j], co[j + 1], co[j + 2]
        tri[j] = np.maximum(0, np.minimum((fr - l) / (ce - l), (r - fr) / (r - ce)))

    return np.asarray(spec) @ tri.T
