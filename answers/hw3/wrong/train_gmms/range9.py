# range(9)
# test_train_gmms_digits: expected 10 mixtures, one for each digit, got list of 9
# test_train_gmms_arguments: expected 10 mixtures, one for each digit, got list of 9
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    return [
        GaussianMixture(n_components, covariance_type=covariance_type, random_state=0).fit(
            X[y == d]
        )
        for d in range(9)
    ]
