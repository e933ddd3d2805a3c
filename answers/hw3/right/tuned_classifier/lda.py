# LDA utterance none

feature_level = "utterance"
normalization = "none"


def tuned_classifier(X, y):
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

    return LinearDiscriminantAnalysis().fit(X, y)
