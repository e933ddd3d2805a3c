# a single frame or coefficient comes back without its axis
# test_cmvn_mean: expected shape [frames=1, coefficients=3], got [3]
def cms(mfccs):
    return np.squeeze(np.asarray(mfccs) - np.mean(mfccs, axis=0))


def cmvn(mfccs):
    deviation = np.std(mfccs, axis=0)
    return cms(mfccs) / np.where(deviation < 1e-8, 1, deviation)
