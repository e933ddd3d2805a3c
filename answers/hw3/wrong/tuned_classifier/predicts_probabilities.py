# predict gives a probability for each digit
# test_tuned_classifier: expected shape [rows=
from sklearn.linear_model import LogisticRegression

feature_level, normalization = "utterance", "none"


def tuned_classifier(X, y):
    classifier = LogisticRegression(max_iter=200).fit(X, y)
    classifier.predict = classifier.predict_proba
    return classifier
