# kNN contextual, normalization not named (cmvn)

feature_level = "contextual"


def tuned_classifier(X, y):
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(15).fit(X[::4], y[::4])
