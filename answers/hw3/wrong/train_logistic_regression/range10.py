# hand-written softmax that assumes labels 0..9 and returns argmax
# test_train_logistic_regression_labels: Do you assume 0 to 9
import numpy as np


class Softmax:
    def fit(self, X, y):
        X = np.c_[X, np.ones(len(X))]
        Y = np.eye(50)[y][:, :10]
        self.W = np.zeros((X.shape[1], 10))
        for _ in range(500):
            P = np.exp(X @ self.W - (X @ self.W).max(1, keepdims=True))
            P /= P.sum(1, keepdims=True)
            self.W -= 0.1 * X.T @ (P - Y) / len(X)
        return self

    def predict(self, X):
        return (np.c_[X, np.ones(len(X))] @ self.W).argmax(1)


def train_logistic_regression(X, y):
    return Softmax().fit(X, y)
