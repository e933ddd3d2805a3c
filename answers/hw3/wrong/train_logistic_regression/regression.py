# LinearRegression
# test_train_logistic_regression_learns: labels that occur in y
# test_train_logistic_regression_labels: Do you assume 0 to 9


def train_logistic_regression(X, y):
    from sklearn.linear_model import LinearRegression

    return LinearRegression().fit(X, y)
