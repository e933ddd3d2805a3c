# n_left and n_right swapped in the window (indices clipped)
# test_process_contextual_level_windows: should be centred on frame n_left
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    for u, d, s in zip(utts, dgts, spks):
        f = np.asarray(mfccs(u))
        for t in range(n_left, len(f) - n_right, shift):
            x.append(f[np.clip(np.arange(t - n_right, t + n_left + 1), 0, len(f) - 1)].reshape(-1))
            y.append(d)
            z.append(s)
    width = (n_left + 1 + n_right) * f.shape[1]
    return np.array(x).reshape(-1, width), np.array(y, dtype=int), np.array(z, dtype=str)
