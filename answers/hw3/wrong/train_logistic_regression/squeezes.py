# a single row gets a number instead of an array of one
# test_train_logistic_regression_learns: expected shape [rows=1], got []
def train_logistic_regression(X, y):
    class Squeezed(LogisticRegression):
        def predict(self, X):
            return np.squeeze(super().predict(X))

    return Squeezed(max_iter=500).fit(X, y)
