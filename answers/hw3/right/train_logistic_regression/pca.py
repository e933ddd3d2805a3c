# PCA then logistic regression
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train_logistic_regression(X, y):
    from sklearn.decomposition import PCA

    return make_pipeline(StandardScaler(), PCA(0.99), LogisticRegression()).fit(X, y)
