# windows across utterance borders
# test_process_contextual_level_windows: A window starts only where all of it lies inside one utterance
# test_process_contextual_level_labels: z should hold the speaker
import numpy as np


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    f = [mfccs(u) for u in utts]
    Y = np.repeat(dgts, [len(g) for g in f])
    Z = np.repeat(spks, [len(g) for g in f])
    f = np.concatenate(f)
    c = list(range(n_left, len(f) - n_right, shift))
    return (
        np.array([f[t - n_left : t + n_right + 1].reshape(-1) for t in c]).reshape(len(c), -1),
        Y[c],
        Z[c],
    )
