# np.roll: windows wrap round the utterance
# test_process_contextual_level_windows: A window starts only where all of it lies inside one utterance
# test_process_contextual_level_labels: z should hold the speaker of each window
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    for u, d, s in zip(utts, dgts, spks):
        f = mfccs(u)
        g = np.hstack([np.roll(f, k, axis=0) for k in range(n_left, -n_right - 1, -1)])[::shift]
        x.append(g)
        y += [d] * len(g)
        z += [s] * len(g)
    return np.concatenate(x), np.array(y), np.array(z)
