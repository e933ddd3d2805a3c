# not fitted
# test_tuned_classifier: NotFittedError: This LogisticRegression
from sklearn.linear_model import LogisticRegression

feature_level = "utterance"
normalization = "none"


def tuned_classifier(X, y):
    return LogisticRegression()
