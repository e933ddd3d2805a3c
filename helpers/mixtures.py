"""Gaussian mixtures as plain numbers, and back, and step by step: for ex3 and its tests."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture


def gmms_parameters(gmms):
    """Take fitted mixtures apart.

    Parameters
    ----------
    gmms : list of GaussianMixture

    Returns
    -------
    list of dict
        For each mixture of k components in d dimensions: 'weights' [shape=(k,)],
        'means' [shape=(k, d)], 'covariance_type', and 'covariances' in the shape that
        scikit-learn gives this type.

    Raises
    ------
    TypeError, ValueError
        Where this is no list, or an entry is not a fitted GaussianMixture.
    """
    if not isinstance(gmms, (list, tuple)):
        raise TypeError(
            f"expected a list or tuple of mixtures, got an object of type {type(gmms).__name__}"
        )
    for number, gmm in enumerate(gmms):
        if not isinstance(gmm, GaussianMixture):
            raise TypeError(f"entry {number} is a {type(gmm).__name__}, not a GaussianMixture")
        if not hasattr(gmm, "weights_"):
            raise ValueError(f"entry {number} is not fitted. Did you call fit?")
    return [
        {
            "weights": gmm.weights_,
            "means": gmm.means_,
            "covariances": gmm.covariances_,
            "covariance_type": gmm.covariance_type,
        }
        for gmm in gmms
    ]


def gmms_from_parameters(parameters):
    """Put mixtures together from their parameters, ready to score data.

    Parameters
    ----------
    parameters : list of dict
        As `gmms_parameters` returns them.

    Returns
    -------
    list of GaussianMixture
    """
    return [_mixture(**each) for each in parameters]


def _mixture(weights, means, covariances, covariance_type):
    gmm = GaussianMixture(len(weights), covariance_type=covariance_type)
    gmm.weights_, gmm.means_ = np.asarray(weights), np.asarray(means)
    gmm.covariances_ = np.asarray(covariances)
    gmm.precisions_cholesky_ = _precision_root(gmm.covariances_, covariance_type)
    return gmm


def _precision_root(covariances, covariance_type):
    """The matrix square root that scikit-learn scores with: P with P Pᵀ = inverse covariance."""
    if covariance_type in ("diag", "spherical"):
        return 1 / np.sqrt(covariances)
    return np.linalg.inv(np.linalg.cholesky(covariances)).swapaxes(-1, -2)


def em_steps(X, n_components, rounds):
    """A mixture of covariance type 'diag' after so many rounds of EM, from the k-means start (ex3).

    Parameters
    ----------
    X : np.ndarray [shape=(n_rows, n_features)]
    n_components : int
    rounds : sequence of int
        0 is the start: each row belongs wholly to the nearest of the centres of k-means.

    Returns
    -------
    dict of int to dict
        By the number of rounds: 'weights' [shape=(k,)], 'means' and 'variances' [shape=(k, d)],
        and 'log_likelihood', the mean over the rows.
    """
    group = KMeans(n_components, n_init=1, random_state=0).fit_predict(X)
    share = np.eye(n_components)[group]
    steps = {}
    for done in range(max(rounds) + 1):
        weights = share.mean(axis=0)
        means = share.T @ X / share.sum(axis=0)[:, None]
        variances = share.T @ X**2 / share.sum(axis=0)[:, None] - means**2 + 1e-6
        parts = np.log(weights) - 0.5 * np.sum(
            (X[:, None] - means) ** 2 / variances + np.log(2 * np.pi * variances), axis=2
        )
        density = np.logaddexp.reduce(parts, axis=1)
        if done in rounds:
            steps[done] = {
                "weights": weights,
                "means": means,
                "variances": variances,
                "log_likelihood": density.mean(),
            }
        share = np.exp(parts - density[:, None])
    return steps
