# both return the input
# test_cmvn_mean: each coefficient (column) should have mean zero over the frames
# test_cmvn_deviation: each coefficient (column) should have mean zero over the frames


def cms(mfccs):
    return mfccs


def cmvn(mfccs):
    return mfccs
