"""From rows to words: the log-probabilities of a word's rows are added up (ex2, ex3)."""

import numpy as np


def word_scores(scores, u):
    """Add up the scores of each word's rows.

    Rows that were independent would have a joint probability that is their product; its logarithm
    is this sum.

    Parameters
    ----------
    scores : np.ndarray [shape=(n_rows, n_digits)]
        Log-probability or log-likelihood of each row for each digit.
    u : np.ndarray [shape=(n_rows,)], int
        The number of the utterance that each row comes from.

    Returns
    -------
    np.ndarray [shape=(n_words, n_digits)]
        In the order of ``np.unique(u)``.
    """
    words, place = np.unique(u, return_inverse=True)
    sums = np.zeros((len(words), np.shape(scores)[1]))
    np.add.at(sums, place, scores)
    return sums


def first_rows(u):
    """Where each word begins, in the order of ``np.unique(u)``: its label stands in that row."""
    return np.unique(u, return_index=True)[1]


def both_accuracies(scores, y, u):
    """The share of rows and the share of words that are right.

    Parameters
    ----------
    scores : np.ndarray [shape=(n_rows, 10)]
        Column d belongs to digit d.
    y, u : np.ndarray [shape=(n_rows,)], int
        Digit and utterance of each row.

    Returns
    -------
    of_rows, of_words : float
    """
    of_rows = np.mean(np.argmax(scores, axis=1) == y)
    heard = word_scores(scores, u).argmax(axis=1)
    return of_rows, np.mean(heard == np.asarray(y)[first_rows(u)])
