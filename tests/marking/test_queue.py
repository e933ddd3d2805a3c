"""The order of answers is nobody's choice, and the same every time for one marker."""

import pytest
from nbformat.v4 import new_markdown_cell

from examiner.marking.queue import agreement, due, groups, key_of, pace, shuffled, similar
from examiner.marking.submissions import read_answers

PLACE = ("hw3", "ex1", "answer_levels")
STUDENTS = [f"s{n:02}" for n in range(40)]


def test_each_marker_and_each_question_has_an_order_of_its_own():
    ann = shuffled(PLACE, "ann", STUDENTS)
    assert ann == shuffled(PLACE, "ann", reversed(STUDENTS)) and sorted(ann) == STUDENTS
    others = [shuffled(PLACE, "ben", STUDENTS), shuffled(("hw3", "ex1", "x"), "ann", STUDENTS)]
    assert ann not in others and others[0] != others[1] and ann != STUDENTS


def test_a_key_tells_nobody_who_it_is():
    keys = {key_of(PLACE, each) for each in STUDENTS}
    assert len(keys) == 40 and not any("s0" in each for each in keys)


def test_every_nth_answer_is_due_for_a_second_look():
    assert len(due(PLACE, STUDENTS, 8)) == 5 and due(PLACE, STUDENTS, 0) == []
    assert due(PLACE, STUDENTS, 8) != STUDENTS[::8]


def test_the_same_go_together_and_the_similar_next_to_each_other():
    texts = {"a": "time and place", "b": "none", "c": "time and place", "d": "time and money"}
    found = groups("abcd", texts.get, together=True)
    assert found == [["a", "c"], ["b"], ["d"]]
    assert groups("ab", texts.get, together=False) == [["a"], ["b"]]
    assert similar(found, texts.get) == [["a", "c"], ["d"], ["b"]]


def test_a_pause_is_no_pace():
    assert pace([0, 20]) is None
    assert pace([0, 20, 40, 5000, 5020]) == 20


def test_agreement_is_counted_and_measured():
    found = agreement([(0.5, 0.5), (0.1, 0.3)])
    assert found == {"count": 2, "same": 1, "apart": pytest.approx(0.1)}
    assert agreement([])["count"] == 0


def pasted(*pictures):
    """An answer that is pictures, under the name that every pasted one has."""
    attachments = {f"image-{n}.png": {"image/png": each} for n, each in enumerate(pictures)}
    metadata = {"nbgrader": {"grade_id": "sketch", "grade": True, "solution": True}}
    source = "![image.png](attachment:image-0.png)"
    cell = new_markdown_cell(source, metadata=metadata, attachments=attachments)
    return read_answers([cell], {"sketch": "*TODO*"}, {"sketch": "x"})["sketch"].text


def test_answers_that_differ_in_the_picture_alone_are_marked_apart():
    texts = {"a": pasted("iVBOR=="), "b": pasted("iVBOS=="), "c": pasted("iVBOR=="), "d": pasted()}
    assert groups("abcd", texts.get, together=True) == [["a", "c"], ["b"], ["d"]]
