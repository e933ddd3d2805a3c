# python_speech_features style index matrix
import math

import numpy as np


def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    slen = len(signal)
    frame_len = int(winlen * srate + 0.5)
    frame_step = int(winstep * srate + 0.5)
    if slen <= frame_len:
        numframes = 1
    else:
        numframes = 1 + int(math.ceil((1.0 * slen - frame_len) / frame_step))
    padlen = int((numframes - 1) * frame_step + frame_len)
    padsignal = np.concatenate((signal, np.zeros((padlen - slen,))))
    indices = (
        np.tile(np.arange(0, frame_len), (numframes, 1))
        + np.tile(np.arange(0, numframes * frame_step, frame_step), (frame_len, 1)).T
    )
    frames = padsignal[np.array(indices, dtype=np.int32)]
    return frames * np.tile(winfunc(frame_len), (numframes, 1))
