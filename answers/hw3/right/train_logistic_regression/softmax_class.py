# hand-written softmax class with predict (labels by np.unique)
import numpy as np


class Softmax:
    def fit(self, X, y):
        self.classes = np.unique(y)
        self.mu, self.sd = X.mean(0), X.std(0) + 1e-8
        X = self._x(X)
        Y = (np.asarray(y)[:, None] == self.classes).astype(float)
        self.W = np.zeros((X.shape[1], len(self.classes)))
        for _ in range(300):
            S = X @ self.W
            P = np.exp(S - S.max(1, keepdims=True))
            P /= P.sum(1, keepdims=True)
            self.W -= 0.5 * X.T @ (P - Y) / len(X)
        return self

    def _x(self, X):
        return np.c_[(X - self.mu) / self.sd, np.ones(len(X))]

    def predict(self, X):
        return self.classes[(self._x(X) @ self.W).argmax(1)]


def train_logistic_regression(X, y):
    return Softmax().fit(X, y)
