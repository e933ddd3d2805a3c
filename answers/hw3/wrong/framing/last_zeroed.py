# the tail frame is only zeros
# test_framing: no sample may be dropped
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    L, H = int(round(winlen * srate)), int(round(winstep * srate))
    n = 1 + max(0, int(np.ceil((len(signal) - L) / H)))
    padded = np.zeros((n - 1) * H + L)
    k = min(len(signal), L + H * max(0, (len(signal) - L) // H))
    padded[:k] = signal[:k]
    w = winfunc(L)
    return np.array([padded[i * H : i * H + L] * w for i in range(n)])
