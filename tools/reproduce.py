"""The handout's two reports, made again from FSDD and printed beside the handout's numbers.

As a program it also writes docs/numbers.md and docs/numbers-embedded.md, see `tools.numbers`.
"""

import os

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers.corpus import load_corpus
from helpers.features import load_features

# The handout of 2020 tested on george and theo; its tables are these.
HANDOUT_SPEAKERS = ("george", "theo")
HANDOUT_WINDOWS = (1790, 1327, 1103, 1129, 1408, 1502, 1623, 1845, 1470, 1860)
HANDOUT_ACCURACY = {"logistic regression": 0.21, "Gaussian mixtures": 0.44}


def reproduce():
    """Count the test windows and measure both classifiers as the handout did.

    Returns
    -------
    windows : np.ndarray [shape=(10,)], int
        Test windows of each digit.
    accuracy : dict of str to float

    Raises
    ------
    SystemExit
        Where the corpus is not FSDD: the handout's numbers are about it alone.
    """
    corpus = load_corpus()
    if corpus.name == "embedded":
        raise SystemExit("The handout's numbers are about FSDD. Set FSDD to its folder or archive.")
    part = load_features("contextual", "cmvn", HANDOUT_SPEAKERS)
    windows = np.bincount(part.y_test, minlength=10)
    accuracy = {
        "logistic regression": np.mean(_logistic(part) == part.y_test),
        "Gaussian mixtures": np.mean(_mixtures(part) == part.y_test),
    }
    return windows, accuracy


def _logistic(part):
    classifier = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    return classifier.fit(part.X_train, part.y_train).predict(part.X_test)


def _mixtures(part):
    models = [
        GaussianMixture(3, covariance_type="diag", random_state=0).fit(
            part.X_train[part.y_train == d]
        )
        for d in range(10)
    ]
    return np.argmax([model.score_samples(part.X_test) for model in models], axis=0)


def print_reproduction():
    """Print the handout's numbers beside ours."""
    windows, accuracy = reproduce()
    print("Test windows of each digit (test speakers george and theo)")
    print("digit   handout   here")
    for digit, (then, now) in enumerate(zip(HANDOUT_WINDOWS, windows, strict=True)):
        print(f"{digit:5}   {then:7}   {now:4}")
    print(f"  all   {sum(HANDOUT_WINDOWS):7}   {sum(windows):4}\n")
    print("Accuracy on the test windows    handout   here")
    for name, now in accuracy.items():
        print(f"{name:30}  {HANDOUT_ACCURACY[name]:7.2f}   {now:.3f}")


if __name__ == "__main__":
    from threadpoolctl import threadpool_limits

    from tools.numbers import write_page

    # Several threads on small matrices wait for each other longer than they compute.
    with threadpool_limits(1):
        print_reproduction()
        write_page()
        os.environ["FSDD"] = "embedded"
        write_page()
