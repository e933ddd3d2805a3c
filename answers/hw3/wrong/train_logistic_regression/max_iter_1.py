# one iteration
# test_train_logistic_regression_learns: of new rows are right
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    return LogisticRegression(max_iter=1).fit(X, y)
