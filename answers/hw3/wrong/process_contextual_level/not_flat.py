# windows not laid side by side (3-D)
# test_process_contextual_level_windows: A window starts only where all of it lies inside one utterance
# test_process_contextual_level_labels: has no window of seven
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    for u, d, s in zip(utts, dgts, spks):
        f = np.asarray(mfccs(u))
        for t in range(n_left, len(f) - n_right, shift):
            x.append(f[t - n_left : t + n_right + 1])
            y.append(d)
            z.append(s)
    width = (n_left + 1 + n_right) * f.shape[1]
    return np.array(x), np.array(y, dtype=int), np.array(z)
