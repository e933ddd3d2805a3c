# cms returns the mean itself, cmvn the mean and the deviation
# test_cmvn_mean: coefficients=2], got [2]
# test_cmvn_deviation: coefficients=3], got [2, 3]
# test_process_contextual_level_windows: frames are too few here
def cms(mfccs):
    return np.mean(mfccs, axis=0)


def cmvn(mfccs):
    return np.mean(mfccs, axis=0), np.std(mfccs, axis=0)
