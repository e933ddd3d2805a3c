# digit read off the file name
# test_process_contextual_level_labels: ValueError: invalid literal for int
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    for u, d, s in zip(utts, dgts, spks):
        f = np.asarray(mfccs(u))
        for t in range(n_left, len(f) - n_right, shift):
            x.append(f[t - n_left : t + n_right + 1].reshape(-1))
            y.append(int(str(u).split("/")[-1][0]))
            z.append(s)
    width = (n_left + 1 + n_right) * f.shape[1]
    return np.array(x).reshape(-1, width), np.array(y, dtype=int), np.array(z, dtype=str)
