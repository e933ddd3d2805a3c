# one label for each utterance
# test_process_contextual_level_labels: equally many entries
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    for u, d, s in zip(utts, dgts, spks):
        f = np.asarray(mfccs(u))
        y.append(d)
        z.append(s)
        for t in range(n_left, len(f) - n_right, shift):
            x.append(f[t - n_left : t + n_right + 1].reshape(-1))
    width = (n_left + 1 + n_right) * f.shape[1]
    return np.array(x).reshape(-1, width), np.array(y, dtype=int), np.array(z, dtype=str)
