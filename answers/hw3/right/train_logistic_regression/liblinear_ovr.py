# liblinear one-vs-rest
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    from sklearn.multiclass import OneVsRestClassifier

    return OneVsRestClassifier(LogisticRegression(solver="liblinear")).fit(X, y)
