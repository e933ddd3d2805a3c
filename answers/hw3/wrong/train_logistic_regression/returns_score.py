# returns the score
# test_train_logistic_regression_learns: AttributeError: 'float' object has no
# test_train_logistic_regression_labels: AttributeError: 'float' object has no
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    return LogisticRegression().fit(X, y).score(X, y)
