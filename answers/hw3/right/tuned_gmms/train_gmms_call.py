# calls train_gmms

feature_level = "contextual"
normalization = "cmvn"


def tuned_gmms(X, y):
    return train_gmms(X, y, n_components=2)
