# balanced, random_state, verbose
import numpy as np
from sklearn.linear_model import LogisticRegression


def train_logistic_regression(X, y):
    return LogisticRegression(class_weight="balanced", verbose=0, random_state=1).fit(
        np.asarray(X, np.float32), y
    )
