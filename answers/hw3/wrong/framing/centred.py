# librosa-like centring, padded on both sides
# test_framing: with winfunc=np.ones the first frame
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    L, H = int(round(winlen * srate)), int(round(winstep * srate))
    n = 1 + max(0, int(np.ceil((len(signal) - L) / H)))
    extra = max(0, (n - 1) * H + L - len(signal))
    padded = np.pad(np.asarray(signal, float), (extra // 2, extra - extra // 2))
    w = winfunc(L)
    return np.array([padded[i * H : i * H + L] * w for i in range(n)])
