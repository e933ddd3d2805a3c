# saga with tol
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train_logistic_regression(X, y):
    return make_pipeline(
        StandardScaler(), LogisticRegression(solver="saga", max_iter=200, tol=1e-2)
    ).fit(X, y)
