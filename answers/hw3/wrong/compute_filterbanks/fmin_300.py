# starts at 300 Hz (tutorial habit)
# test_compute_filterbanks: equally spaced in mel between 0 Hz and srate / 2
import numpy as np


def compute_filterbanks(spec, n_fft=512, n_filters=40, srate=8000):
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    inv = lambda m: 700 * (10 ** (m / 2595) - 1)
    co = inv(np.linspace(mel(300), mel(srate / 2), n_filters + 2))
    fr = np.arange(n_fft // 2 + 1) * srate / n_fft
    tri = np.zeros((len(co) - 2, len(fr)))
    for j in range(len(co) - 2):
        l, ce, r = co[j], co[j + 1], co[j + 2]
        tri[j] = np.maximum(0, np.minimum((fr - l) / (ce - l), (r - fr) / (r - ce)))

    return np.asarray(spec) @ tri.T
