# 3 and 3 hard-coded
# test_process_contextual_level_windows: A window starts only where all of it lies inside one utterance
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    for u, d, s in zip(utts, dgts, spks):
        f = np.asarray(mfccs(u))
        for t in range(3, len(f) - 3, shift):
            x.append(f[t - 3 : t + 4].reshape(-1))
            y.append(d)
            z.append(s)
    width = 7 * f.shape[1]
    return np.array(x).reshape(-1, width), np.array(y, dtype=int), np.array(z, dtype=str)
