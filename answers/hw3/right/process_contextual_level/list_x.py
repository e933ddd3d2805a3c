# x a list of rows; empty: reshape
import numpy as np
from tqdm import tqdm


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    for i in tqdm(range(len(utts))):
        f = mfccs(utts[i])
        t = n_left
        while t + n_right < len(f):
            x.append(f[t - n_left : t + n_right + 1].flatten().tolist())
            y.append(int(dgts[i]))
            z.append(str(spks[i]))
            t += shift
    return (x if x else np.empty((0, (n_left + n_right + 1) * 20))), y, z
