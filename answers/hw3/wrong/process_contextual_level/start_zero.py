# padded edges: centres 0, shift, ...
# test_process_contextual_level_windows: A window starts only where all of it lies inside one utterance
# test_process_contextual_level_labels: z should hold the speaker of each window
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    for u, d, s in zip(utts, dgts, spks):
        f = np.asarray(mfccs(u))
        g = np.pad(f, ((n_left, n_right), (0, 0)))
        for t in range(0, len(f), shift):
            x.append(g[t : t + n_left + n_right + 1].reshape(-1))
            y.append(d)
            z.append(s)
    width = (n_left + 1 + n_right) * f.shape[1]
    return np.array(x).reshape(-1, width), np.array(y, dtype=int), np.array(z, dtype=str)
