# sliding_window_view
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    L, H = int(winlen * srate), int(winstep * srate)
    n = 1 + max(0, int(np.ceil((len(signal) - L) / H)))
    x = np.pad(np.asarray(signal), (0, (n - 1) * H + L - len(signal)))
    return np.lib.stride_tricks.sliding_window_view(x, L)[::H] * winfunc(L)
