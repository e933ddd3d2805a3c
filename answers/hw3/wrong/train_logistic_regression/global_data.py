# trained on the notebook's data
# test_train_logistic_regression_learns: stopped with ValueError
# test_train_logistic_regression_labels: stopped with ValueError
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    return LogisticRegression(max_iter=20).fit(data.X_train[:2000], data.y_train[:2000])
