# newton-cg, C=0.1
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    return LogisticRegression(solver="newton-cg", C=0.1).fit(X, y)
