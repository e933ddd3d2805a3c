# contextual none logistic
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

feature_level = "contextual"
normalization = "none"


def tuned_classifier(X, y):
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=40)).fit(X, y)
