# level misspelt
# test_tuned_classifier: feature_level is 'utterances'
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

feature_level = "utterances"
normalization = "none"


def tuned_classifier(X, y):
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=100)).fit(X, y)
