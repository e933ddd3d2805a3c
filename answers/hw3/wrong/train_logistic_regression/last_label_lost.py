# labels taken from the first hundred rows only
# test_train_logistic_regression_labels: ValueError: This solver needs samples of at
import numpy as np


def train_logistic_regression(X, y):
    k = np.isin(y, np.unique(y[: len(y) // 2]))
    return LogisticRegression(max_iter=500).fit(X[k][: len(X) // 2], y[k][: len(X) // 2])
