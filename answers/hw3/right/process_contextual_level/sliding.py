# sliding_window_view
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    width = n_left + 1 + n_right
    for u, d, s in zip(utts, dgts, spks):
        f = mfccs(u)
        if len(f) >= width:
            g = (
                np.lib.stride_tricks.sliding_window_view(f, width, axis=0)[::shift]
                .transpose(0, 2, 1)
                .reshape(-1, width * f.shape[1])
            )
        else:
            g = np.empty((0, width * f.shape[1]))
        x.append(g)
        y.append(np.full(len(g), d))
        z.append(np.full(len(g), s))
    return np.vstack(x), np.concatenate(y), np.concatenate(z)
