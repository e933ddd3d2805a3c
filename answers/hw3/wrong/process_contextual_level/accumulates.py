# the rows stand outside the function and grow from call to call
# test_process_contextual_level_windows: windows, as rows of x
# test_process_contextual_level_labels: equally many entries
x_all, y_all, z_all = [], [], []


def process_contextual_level(utts, dgts, spks, n_left=3, n_right=3, shift=2):
    for utterance, digit, speaker in zip(utts, dgts, spks):
        features = np.asarray(mfccs(utterance))
        for centre in range(n_left, len(features) - n_right, shift):
            x_all.append(features[centre - n_left : centre + n_right + 1].reshape(-1).tolist())
            y_all.append(digit)
            z_all.append(speaker)
    width = (n_left + 1 + n_right) * features.shape[1]
    rows = [each for each in x_all if len(each) == width]
    return np.array(rows).reshape(-1, width), np.array(y_all, dtype=int), np.array(z_all, dtype=str)
