# in place on the argument


def cms(mfccs):
    mfccs -= mfccs.mean(axis=0)
    return mfccs


def cmvn(mfccs):
    mfccs = cms(mfccs)
    s = mfccs.std(0)
    s[s < 1e-8] = 1
    mfccs /= s
    return mfccs
