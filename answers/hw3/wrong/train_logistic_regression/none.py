# no return
# test_train_logistic_regression_learns: returned None
# test_train_logistic_regression_labels: returned None
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    LogisticRegression().fit(X, y)
