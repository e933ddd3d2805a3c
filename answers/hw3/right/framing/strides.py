# as_strided
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    L, H = int(winlen * srate), int(winstep * srate)
    n = 1 + max(0, int(np.ceil((len(signal) - L) / H)))
    x = np.zeros((n - 1) * H + L)
    x[: len(signal)] = signal
    return np.lib.stride_tricks.as_strided(x, (n, L), (x.strides[0] * H, x.strides[0])) * winfunc(L)
