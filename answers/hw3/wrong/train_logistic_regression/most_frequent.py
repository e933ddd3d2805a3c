# DummyClassifier
# test_train_logistic_regression_learns: of new rows are right
# test_train_logistic_regression_labels: well separated rows are mixed up


def train_logistic_regression(X, y):
    from sklearn.dummy import DummyClassifier

    return DummyClassifier().fit(X, y)
