# z is not returned
# test_process_contextual_level_windows: expected 3 arrays (x, y, z)
# test_process_contextual_level_labels: expected 3 arrays (x, y, z)
def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y = [], []
    for path, digit in zip(utts, dgts):
        features = mfccs(path)
        for centre in range(n_left, len(features) - n_right, shift):
            x.append(features[centre - n_left : centre + n_right + 1].ravel())
            y.append(digit)
    return np.array(x), np.array(y, dtype=int)
