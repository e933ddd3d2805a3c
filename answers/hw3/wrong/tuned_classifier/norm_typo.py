# norm None as 'None'
# test_tuned_classifier: normalization is 'None'
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

feature_level = "utterance"
normalization = "None"


def tuned_classifier(X, y):
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=100)).fit(X, y)
