"""Mixtures as numbers and back."""

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from helpers.mixtures import em_steps, gmms_from_parameters, gmms_parameters


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


def two_groups():
    rng = np.random.default_rng(4)
    return np.concatenate([rng.normal(0, 1, size=(150, 2)), rng.normal(6, 2, size=(50, 2))])


def test_no_round_of_em_makes_the_rows_less_likely():
    steps = em_steps(two_groups(), 3, range(12))
    assert (np.diff([step["log_likelihood"] for step in steps.values()]) >= -1e-9).all()


def test_em_ends_where_scikit_learns_own_ends():
    X = two_groups()
    step = em_steps(X, 2, [100])[100]
    fitted = GaussianMixture(2, covariance_type="diag", random_state=0, tol=1e-9, max_iter=300).fit(
        X
    )
    order, other = np.argsort(step["weights"]), np.argsort(fitted.weights_)
    assert np.allclose(step["means"][order], fitted.means_[other], atol=0.01)
    assert np.allclose(step["variances"][order], fitted.covariances_[other], atol=0.02)
    assert step["log_likelihood"] == pytest.approx(fitted.score(X), abs=1e-3)


def test_the_start_is_that_of_k_means():
    X = two_groups()
    start = em_steps(X, 2, [0])[0]
    assert sorted(start["weights"] * len(X)) == pytest.approx([50, 150], abs=3)
