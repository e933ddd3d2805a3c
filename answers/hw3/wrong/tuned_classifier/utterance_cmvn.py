# utterance means of cmvn: chance
# test_tuned_classifier: of the rows of new speakers are right; at least
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

feature_level = "utterance"
normalization = "cmvn"


def tuned_classifier(X, y):
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=100)).fit(X, y)
