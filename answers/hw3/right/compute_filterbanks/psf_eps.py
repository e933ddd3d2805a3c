# python_speech_features floor, zeros replaced by eps
import numpy as np


def compute_filterbanks(spec, n_fft=512, n_filters=40, srate=8000):
    high = 2595 * np.log10(1 + (srate / 2) / 700.0)
    mel_points = np.linspace(0, high, n_filters + 2)
    hz = 700 * (10 ** (mel_points / 2595) - 1)
    bins = np.floor((n_fft + 1) * hz / srate)
    fbank = np.zeros((n_filters, n_fft // 2 + 1))
    for m in range(1, n_filters + 1):
        a, b, d = int(bins[m - 1]), int(bins[m]), int(bins[m + 1])
        for k in range(a, b):
            fbank[m - 1, k] = (k - bins[m - 1]) / (bins[m] - bins[m - 1])
        for k in range(b, d):
            fbank[m - 1, k] = (bins[m + 1] - k) / (bins[m + 1] - bins[m])
    e = np.dot(spec, fbank.T)
    return np.where(e == 0, np.finfo(float).eps, e)
