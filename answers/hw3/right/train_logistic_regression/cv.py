# LogisticRegressionCV


def train_logistic_regression(X, y):
    from sklearn.linear_model import LogisticRegressionCV

    return LogisticRegressionCV(cv=3, max_iter=300).fit(X, y)
