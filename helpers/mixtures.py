"""Gaussian mixtures as plain numbers, and back: how the tests of ex3 look into your models."""

import numpy as np
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
    """
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
