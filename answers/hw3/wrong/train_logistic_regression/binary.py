# digit 0 against the rest
# test_train_logistic_regression_learns: of new rows are right
# test_train_logistic_regression_labels: ValueError: This solver needs samples of at
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    return LogisticRegression().fit(X, y == 0)
