"""The order of answers is nobody's choice, and the same every time for one marker."""

import pytest

from examiner.marking.queue import agreement, due, groups, key_of, pace, shuffled, similar

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
