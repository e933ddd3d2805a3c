"""What of a cell students see, by text and by line."""

from examiner.notebooks.regions import divide, shown_lines, unmarked

TEXT = "a\n### BEGIN HIDDEN TESTS\nb\na\n### END HIDDEN TESTS\nc"


def test_a_cell_is_divided_into_what_stays_and_what_is_taken_out():
    assert divide(TEXT) == (["a", "c"], ["b", "a"])
    assert unmarked(TEXT) == "a\nb\na\nc"


def test_lines_that_are_shown_are_told_by_their_place_and_not_by_their_text():
    assert shown_lines(TEXT) == {1, 6}
    assert shown_lines("") == {1}


def test_other_words_begin_nothing():
    assert divide("# BEGIN with a\nb") == (["# BEGIN with a", "b"], [])
