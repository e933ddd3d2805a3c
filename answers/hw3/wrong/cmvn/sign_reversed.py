# the features are taken from the mean, not the mean from the features
# test_cmvn_mean: only subtract a constant
# test_cmvn_deviation: should keep the shape of each coefficient over time
def cms(mfccs):
    return np.mean(mfccs, axis=0) - mfccs


def cmvn(mfccs):
    deviation = np.std(mfccs, axis=0)
    return cms(mfccs) / np.where(deviation < 1e-8, 1, deviation)
