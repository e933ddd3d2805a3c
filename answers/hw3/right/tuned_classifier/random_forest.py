# random forest

feature_level = "utterance"
normalization = "none"


def tuned_classifier(X, y):
    from sklearn.ensemble import RandomForestClassifier

    return RandomForestClassifier(50, random_state=0).fit(X, y)
