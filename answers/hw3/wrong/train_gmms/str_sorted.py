# order of digits as speech words sorted
# test_train_gmms_digits: does not lie where the rows of digit
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    w = "zero one two three four five six seven eight nine".split()
    return [
        GaussianMixture(n_components, covariance_type=covariance_type, random_state=0).fit(
            X[y == w.index(k)]
        )
        for k in sorted(w)
    ]
