"""Mixtures as numbers and back."""

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from helpers.mixtures import gmms_from_parameters, gmms_parameters


@pytest.mark.parametrize("kind", ["full", "tied", "diag", "spherical"])
def test_a_mixture_put_together_again_scores_as_before(kind):
    X = np.random.default_rng(0).normal(size=(80, 3)) @ np.array([[2, 0, 0], [1, 1, 0], [0, 0, 3]])
    fitted = GaussianMixture(2, covariance_type=kind, random_state=0).fit(X)
    (again,) = gmms_from_parameters(gmms_parameters([fitted]))
    assert np.allclose(again.score_samples(X), fitted.score_samples(X))
