# default, ConvergenceWarning allowed
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    m = LogisticRegression()
    m.fit(X, y)
    print(m.score(X, y))
    return m
