# labels sorted
# test_train_logistic_regression_learns: of new rows are right
# test_train_logistic_regression_labels: well separated rows are mixed up
import numpy as np
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    return LogisticRegression().fit(X, np.sort(y))
