# never fitted
# test_train_logistic_regression_learns: NotFittedError: This LogisticRegression
# test_train_logistic_regression_labels: NotFittedError: This LogisticRegression
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    return LogisticRegression()
