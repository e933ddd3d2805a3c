# window multiplied into the int16 type of the signal
# test_framing: an int16 signal
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    L, H = int(round(winlen * srate)), int(round(winstep * srate))
    n = 1 + max(0, int(np.ceil((len(signal) - L) / H)))
    padded = np.zeros(max(len(signal), (n - 1) * H + L), dtype=np.asarray(signal).dtype)
    padded[: len(signal)] = signal
    w = winfunc(L)
    return np.array([(padded[i * H : i * H + L] * w).astype(padded.dtype) for i in range(n)])
