# librosa.util.frame with padding
import librosa
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    L, H = int(winlen * srate), int(winstep * srate)
    n = 1 + max(0, int(np.ceil((len(signal) - L) / H)))
    x = librosa.util.fix_length(np.asarray(signal, float), size=(n - 1) * H + L)
    return librosa.util.frame(x, frame_length=L, hop_length=H).T * winfunc(L)
