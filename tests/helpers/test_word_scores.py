"""Words are counted from their rows."""

import numpy as np

from helpers.words import both_accuracies, first_rows, word_scores

U = np.array([4, 4, 4, 7, 2, 2])
SCORES = np.log([[0.6, 0.4], [0.6, 0.4], [0.1, 0.9], [0.3, 0.7], [0.8, 0.2], [0.4, 0.6]])


def test_the_scores_of_a_word_are_the_sums_of_its_rows():
    sums = word_scores(SCORES, U)
    assert np.allclose(sums, [SCORES[4:].sum(axis=0), SCORES[:3].sum(axis=0), SCORES[3]])


def test_a_word_begins_where_its_number_first_stands():
    assert first_rows(U).tolist() == [4, 0, 3]


def test_one_sure_row_outvotes_two_unsure_ones():
    y = np.array([1, 1, 1, 1, 0, 0])
    of_rows, of_words = both_accuracies(SCORES, y, U)
    assert of_rows == 3 / 6
    assert of_words == 1.0


def test_a_row_that_is_a_word_counts_the_same():
    scores, y = SCORES[:3], np.array([0, 1, 1])
    assert both_accuracies(scores, y, np.arange(3)) == (2 / 3, 2 / 3)
