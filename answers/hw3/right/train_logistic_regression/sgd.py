# SGDClassifier log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train_logistic_regression(X, y):
    from sklearn.linear_model import SGDClassifier

    return make_pipeline(StandardScaler(), SGDClassifier(loss="log_loss", random_state=0)).fit(X, y)
