# predict gives a probability for each label
# test_train_logistic_regression_learns: expected shape [rows=45], got [45, 3]
# test_train_logistic_regression_labels: expected shape [rows=80], got [80, 2]
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    classifier = LogisticRegression().fit(X, y)
    classifier.predict = classifier.predict_proba
    return classifier
