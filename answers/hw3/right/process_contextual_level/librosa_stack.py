# librosa.feature.stack_memory
import librosa
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    width = n_left + 1 + n_right
    for u, d, s in zip(utts, dgts, spks):
        f = mfccs(u)
        if len(f) < width:
            continue
        g = librosa.feature.stack_memory(f.T, n_steps=width, delay=-1).T[
            : len(f) - width + 1 : shift
        ]
        x.append(g)
        y += [int(d)] * len(g)
        z += [s] * len(g)
    return (
        (np.concatenate(x) if x else np.zeros((0, width * 20))),
        np.array(y, dtype=int),
        np.array(z, dtype=str),
    )
