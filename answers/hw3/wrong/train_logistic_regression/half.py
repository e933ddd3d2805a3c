# first half only, order relied on
# test_train_logistic_regression_labels: ValueError: This solver needs samples of at
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    n = len(y) // 10
    return LogisticRegression().fit(X[:n], y[:n])
