# the speaker is read off the file name
# test_process_contextual_level_labels: z should hold the speaker of each window
from pathlib import Path


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    for path, digit in zip(utts, dgts):
        features = np.asarray(mfccs(path))
        for centre in range(n_left, len(features) - n_right, shift):
            x.append(features[centre - n_left : centre + n_right + 1].reshape(-1))
            y.append(digit)
            z.append(Path(path).stem.rsplit("_")[-1])
    width = (n_left + 1 + n_right) * features.shape[1]
    return np.array(x).reshape(-1, width), np.array(y, dtype=int), np.array(z)
