# while loop, last chunk padded
import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    L, H = int(winlen * srate), int(winstep * srate)
    frames, start = [], 0
    while True:
        chunk = np.asarray(signal[start : start + L], dtype=float)
        frames.append(np.pad(chunk, (0, L - len(chunk))) * winfunc(L))
        if start + L >= len(signal):
            break
        start += H
    return np.vstack(frames)
