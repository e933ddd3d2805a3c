# hand-made class whose predict returns a list
from sklearn.linear_model import LogisticRegression


class C:
    def predict(self, X):
        return [int(v) for v in self.m.predict(X)]


def train_logistic_regression(X, y):
    c = C()
    c.m = LogisticRegression().fit(X, y)
    return c
