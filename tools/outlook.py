"""What comes after ex3, measured: a hidden Markov model, and a small network on whole words."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers.corpus import load_corpus
from helpers.features import DELTAS, corpus_frames, normalize, rows_of

STATES = 8
ROUNDS = 6
PIECES = 20


def words_of(level=DELTAS, normalization="cmvn"):
    """Each word of the corpus as a matrix.

    Parameters
    ----------
    level : {'frame', 'frame + deltas'}
    normalization : {'none', 'cms', 'cmvn'}

    Returns
    -------
    words : list of np.ndarray [shape=(n_frames, n_features)]
    digits : np.ndarray [shape=(n_words,)], int
    speakers : np.ndarray [shape=(n_words,)], str
    """
    frames = corpus_frames(load_corpus())
    rows, _ = rows_of(normalize(frames, normalization), level)
    words = np.split(rows, np.cumsum(frames.counts)[:-1])
    labels = [name.split("_") for name in frames.names]
    return words, np.array([int(each[0]) for each in labels]), np.array([x[1] for x in labels])


def hidden_markov(test_speakers=None):
    """Accuracy of words of a left-to-right hidden Markov model for each digit.

    A state is a Gaussian with a variance for each feature; a word goes through all states in
    order and never back. Training cuts each word at its best path, and fits the states anew.

    Returns
    -------
    float
    """
    words, digits, speakers = words_of()
    test = np.isin(speakers, test_speakers or load_corpus().test_speakers)
    models = [
        _train([w for w, d, t in zip(words, digits, test, strict=True) if d == digit and not t])
        for digit in range(10)
    ]
    heard = [
        np.argmax([_path(word, *model)[0] for model in models])
        for word, held_out in zip(words, test, strict=True)
        if held_out
    ]
    return np.mean(np.array(heard) == digits[test])


def _train(words):
    cuts = [np.arange(len(word)) * STATES // len(word) for word in words]
    for _ in range(ROUNDS):
        rows, states = np.concatenate(words), np.concatenate(cuts)
        means = np.array([rows[states == s].mean(axis=0) for s in range(STATES)])
        variances = np.array([rows[states == s].var(axis=0) for s in range(STATES)]) + 1e-2
        cuts = [_path(word, means, variances)[1] for word in words]
    return means, variances


def _path(word, means, variances):
    """The best way of a word through the states: its log-likelihood, and each frame's state."""
    density = -0.5 * (
        (word**2) @ (1 / variances).T
        - 2 * word @ (means / variances).T
        + np.sum(means**2 / variances + np.log(2 * np.pi * variances), axis=1)
    )
    best, came = np.full(STATES, -np.inf), np.zeros(density.shape, dtype=bool)
    best[0] = density[0, 0]
    for time in range(1, len(density)):
        before = np.append(-np.inf, best[:-1])
        came[time] = before > best
        best = np.maximum(best, before) + density[time]
    states = np.empty(len(density), dtype=int)
    state = STATES - 1
    for time in range(len(density) - 1, -1, -1):
        states[time] = state
        state = max(state - came[time, state], 0)
    return best[-1], states


def small_network(speakers_known):
    """Accuracy of words of a network with one hidden layer, each word stretched to 20 frames.

    Parameters
    ----------
    speakers_known : bool
        Divide the recordings by chance, so that every speaker is heard in training; else by
        speaker.

    Returns
    -------
    float
    """
    words, digits, speakers = words_of("frame", "none")
    X = np.array([_stretched(word).ravel() for word in words])
    if speakers_known:
        parts = train_test_split(X, digits, test_size=0.1, random_state=0, stratify=digits)
    else:
        test = np.isin(speakers, load_corpus().test_speakers)
        parts = X[~test], X[test], digits[~test], digits[test]
    X_train, X_test, y_train, y_test = parts
    network = MLPClassifier((128,), alpha=0.1, max_iter=40, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = make_pipeline(StandardScaler(), network).fit(X_train, y_train)
    return fitted.score(X_test, y_test)


def _stretched(word):
    places = np.linspace(0, len(word) - 1, PIECES)
    return np.transpose([np.interp(places, np.arange(len(word)), each) for each in word.T])
