# sklearn scale


def cms(mfccs):
    from sklearn.preprocessing import scale

    return scale(mfccs, with_std=False)


def cmvn(mfccs):
    from sklearn.preprocessing import scale

    return scale(mfccs)
