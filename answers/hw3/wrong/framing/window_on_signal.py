# window over the whole signal before framing
# test_framing: multiplied, once, with winfunc
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    L, H = int(round(winlen * srate)), int(round(winstep * srate))
    n = 1 + max(0, int(np.ceil((len(signal) - L) / H)))
    padded = np.append(
        signal * winfunc(len(signal)), np.zeros(max(0, (n - 1) * H + L - len(signal)))
    )
    w = 1
    return np.array([padded[i * H : i * H + L] * w for i in range(n)])
