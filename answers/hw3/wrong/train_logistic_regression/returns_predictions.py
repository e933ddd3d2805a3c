# returns predict(X), not the classifier
# test_train_logistic_regression_learns: AttributeError: 'numpy.ndarray' object has
# test_train_logistic_regression_labels: AttributeError: 'numpy.ndarray' object has
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    return LogisticRegression().fit(X, y).predict(X)
