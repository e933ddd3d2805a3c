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


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({0: None}, "expected a list or tuple of mixtures, got an object of type dict"),
        (["model"], "entry 0 is a str, not a GaussianMixture"),
        ([GaussianMixture(2)], "entry 0 is not fitted. Did you call fit"),
    ],
)
def test_what_is_no_list_of_fitted_mixtures_is_named(answer, message):
    with pytest.raises((TypeError, ValueError), match=message):
        gmms_parameters(answer)
