# plain LogisticRegression
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    return LogisticRegression(max_iter=1000).fit(X, y)
