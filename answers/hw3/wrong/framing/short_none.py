# formula without its second case: a signal much shorter than L gives no frame
# test_framing: Is the tail padded, not dropped
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    L, H = int(round(winlen * srate)), int(round(winstep * srate))
    n = max(0, 1 + int(np.ceil((len(signal) - L) / H)))
    padded = np.append(signal, np.zeros(max(0, (n - 1) * H + L - len(signal))))
    w = winfunc(L)
    return np.array([padded[i * H : i * H + L] * w for i in range(n)])
