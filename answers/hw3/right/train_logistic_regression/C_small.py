# C=0.001 with scaling
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train_logistic_regression(X, y):
    return make_pipeline(StandardScaler(), LogisticRegression(C=1e-3)).fit(X, y)
