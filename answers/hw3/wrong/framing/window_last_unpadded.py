# last frame windowed with a shorter window winfunc(rest)
# test_framing: windowed as all others are, after it was padded
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    L, H = int(round(winlen * srate)), int(round(winstep * srate))
    n = 1 + max(0, int(np.ceil((len(signal) - L) / H)))
    padded = np.append(signal, np.zeros(max(0, (n - 1) * H + L - len(signal))))
    w = winfunc(L)
    return np.array(
        [
            np.append(
                np.asarray(signal[i * H : i * H + L], float)
                * winfunc(len(signal[i * H : i * H + L])),
                np.zeros(L - len(signal[i * H : i * H + L])),
            )
            for i in range(n)
        ]
    )
