"""The facts of the class page: marks, tasks, messages, and who needs a look."""

from datetime import datetime, timedelta

import pytest
from made_up_course import (
    course_in,
    graded_answer,
    graded_test,
    hand_in,
    put_graded,
    stopped,
)
from nbgrader.api import Gradebook

from examiner.bounded import Reading
from examiner.grading.remembered import Remembered
from examiner.marks.classroom import outcomes
from examiner.marks.classroom.outcomes import COLUMNS, outcomes_of
from examiner.marks.classroom.overview import COMMONEST, overview
from homework.outcomes import bundle

ALL = {"test_framing": 1.0, "test_framing_tail": 0.5, "test_train": 1.5}
DUE = datetime(2026, 12, 2, 9)
OPEN = {
    "output_type": "execute_result",
    "data": bundle("open", "0"),
    "metadata": {},
    "execution_count": 1,
}


@pytest.fixture
def course(tmp_path):
    return course_in(tmp_path / "course")


def first(framing=(), tail=()):
    """The cells of the graded ex1, by what its tests said."""
    return [
        {"cell_type": "markdown", "source": "prose", "metadata": {}},
        graded_answer("framing"),
        graded_test("test_framing", *framing),
        graded_test("test_framing_tail", *tail),
        graded_answer("answer_levels", grade=True),
    ]


def second(*said):
    return [graded_answer("train"), graded_test("test_train", *said)]


def graded(course, student, ex1=None, ex2=None, **marks):
    """A submission that is in the gradebook, in submitted/ and in autograded/."""
    course.submit(student, {"ex1.ipynb": "{}", "ex2.ipynb": "{}"})
    hand_in(course, student, **marks)
    put_graded(course, student, ex1=ex1 or first(), ex2=ex2 or second())


def test_outcomes_are_those_of_tests_with_their_task(course):
    put_graded(course, "Zoë", ex1=first([stopped("höher")]), ex2=second(OPEN))
    assert outcomes_of(course).values.tolist() == [
        ["Zoë", "ex1", "framing", "test_framing", "wrong", "höher"],
        ["Zoë", "ex1", "framing", "test_framing_tail", "right", ""],
        ["Zoë", "ex2", "train", "test_train", "open", "not attempted yet"],
    ]


def test_a_test_cell_without_outputs_is_right_and_one_without_a_solution_its_own_task(course):
    lone = graded_test("test_alone")
    del lone["outputs"]
    put_graded(course, "ann", ex1=[lone])
    assert outcomes_of(course).values.tolist() == [
        ["ann", "ex1", "test_alone", "test_alone", "right", ""]
    ]


def test_an_ungraded_class_has_no_outcomes_and_another_assignment_does_not_count(course):
    (course.root / "autograded" / "ann" / "hw4").mkdir(parents=True)
    (course.root / "autograded" / "ann" / "hw4" / "ex1.ipynb").write_text('{"cells": 3}')
    found = outcomes_of(course)
    assert found.empty and list(found.columns) == COLUMNS


# The class.


def test_of_an_ungraded_class_all_is_empty(course):
    facts = overview(course)
    assert facts.pop("marks").empty
    assert facts == {
        "assignment": "hw3",
        "most": 0,
        **{name: [] for name in ("tasks", "messages", "waiting", "late", "broken")},
        **{name: [] for name in ("notes", "machine", "changed")},
    }


def test_marks_are_each_students_sum_and_the_most_that_it_can_be(course):
    graded(course, "ann", auto=ALL, manual={"answer_levels": 1.0})
    graded(course, "ben", auto={"test_train": 0.5})
    facts = overview(course)
    assert facts["marks"].to_dict() == {"ann": 4.0, "ben": 0.5} and facts["most"] == 5


@pytest.mark.parametrize(
    ("late", "by"),
    [
        (timedelta(seconds=1), "0 h 0 min"),
        (timedelta(minutes=59, seconds=59), "0 h 59 min"),
        (timedelta(hours=23, minutes=61), "1 day 0 h"),
        (timedelta(hours=3, minutes=5), "3 h 5 min"),
        (timedelta(days=2, hours=4, minutes=50), "2 days 4 h"),
    ],
)
def test_a_late_submission_is_named_with_its_time_and_counts_nothing(course, late, by):
    graded(course, "ann", auto=ALL, arrived=DUE + late)
    graded(course, "ben", auto=ALL, arrived=DUE)
    graded(course, "cem", auto=ALL)
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.find_assignment("hw3").duedate = DUE
        gradebook.db.commit()
    facts = overview(course)
    assert facts["late"] == [{"student": "ann", "by": by}]
    assert facts["marks"].to_dict() == {"ann": 0, "ben": 3, "cem": 3}


def test_a_task_is_right_where_all_its_tests_are_and_wrong_before_open(course):
    wrong = [stopped("x")]
    graded(course, "ann")
    graded(course, "ben", first(tail=[OPEN]))
    graded(course, "cem", first(wrong, [OPEN]))
    graded(course, "dov", first([OPEN], [OPEN]), second(*wrong))
    assert overview(course)["tasks"] == [
        {"exercise": "ex1", "task": "framing", "right": 1, "wrong": 1, "partly": 0, "open": 2},
        {"exercise": "ex2", "task": "train", "right": 3, "wrong": 1, "partly": 0, "open": 0},
    ]


def test_messages_that_differ_in_numbers_are_one_and_the_commonest_comes_first(course):
    for student, number in (("ann", "-1.5e-3"), ("ben", "7"), ("cem", "12.25")):
        other = "rare" if student == "ann" else "common"
        graded(course, student, first([stopped(f"it has {number} rows")], [stopped(other)]))
    assert overview(course)["messages"] == [
        {"students": 3, "test": "test_framing", "message": "it has -1.5e-3 rows"},
        {"students": 2, "test": "test_framing_tail", "message": "common"},
        {"students": 1, "test": "test_framing_tail", "message": "rare"},
    ]


def test_open_tests_are_no_messages_and_the_same_words_of_two_tests_are_two(course):
    graded(course, "ann", first([stopped("x")], [stopped("x")]), second(OPEN))
    tests = [row["test"] for row in overview(course)["messages"]]
    assert sorted(tests) == ["test_framing", "test_framing_tail"]


def test_only_the_commonest_messages_are_shown(course):
    cells = [graded_test(f"test_{n}", stopped(f"word {'x' * n}")) for n in range(COMMONEST + 3)]
    graded(course, "ann", cells)
    assert len(overview(course)["messages"]) == COMMONEST


def test_what_waits_is_counted_by_cell_and_what_is_marked_does_not_wait(course):
    graded(course, "ann", auto=ALL)
    graded(course, "ben", auto=ALL, manual={"answer_levels": 0.0})
    graded(course, "cem", auto={"test_framing": 1.0, "test_framing_tail": 0.5})
    assert overview(course)["waiting"] == [
        {"exercise": "ex1", "cell": "answer_levels", "students": 2},
        {"exercise": "ex2", "cell": "test_train", "students": 1},
    ]


# Who needs a look.


def test_who_handed_in_and_has_no_mark_is_named_with_what_is_the_matter(course):
    graded(course, "ann", auto=ALL)
    graded(course, "ben", auto=ALL)
    (course.folder("autograded", "ben") / "ex2.ipynb").unlink()
    course.submit("cem", {"ex1.ipynb": "{}"})
    course.submit("dov", {"ex1.ipynb": "{}"})
    graded(course, "eve", auto=ALL)
    Remembered(course).write("dov", error="no memory", notes=[])
    Remembered(course).write("eve", error="no time", notes=[])
    assert overview(course)["broken"] == [
        {"student": "ben", "what": "no ex2.ipynb"},
        {"student": "cem", "what": "not graded"},
        {"student": "dov", "what": "the last submission: no memory"},
        {"student": "eve", "what": "the last submission: no time"},
    ]


def test_a_student_in_the_gradebook_who_lost_all_notebooks_is_named_with_them(course):
    course.submit("ann", {"ex1.ipynb": "{}"})
    hand_in(course, "ann", auto=ALL)
    assert overview(course)["broken"] == [{"student": "ann", "what": "no ex1.ipynb, ex2.ipynb"}]


def test_more_notebooks_than_asked_for_are_no_fault(course):
    graded(course, "ann", auto=ALL)
    put_graded(course, "ann", scratch=[])
    assert overview(course)["broken"] == []


def test_notes_and_changed_marks_are_rows_in_the_order_of_students(course):
    graded(course, "ben", auto=ALL)
    graded(course, "ann", auto=ALL)
    Remembered(course).write("ben", digest="x", notes=["ex1: moved", "ex2: copied"], changed={})
    Remembered(course).write(
        "ann", digest="y", notes=[], changed={"test_framing": [None, 1.0], "test_train": [1, 0]}
    )
    facts = overview(course)
    assert facts["notes"] == [
        {"student": "ben", "what": "ex1: moved"},
        {"student": "ben", "what": "ex2: copied"},
    ]
    assert facts["changed"] == [
        {"student": "ann", "cell": "test_framing", "before": None, "after": 1.0},
        {"student": "ann", "cell": "test_train", "before": 1, "after": 0},
    ]


def test_rows_stand_in_the_order_of_students_whatever_was_written_first(course):
    students = ["zoë", "bo", "ada", "yu", "cy", "xi", "di"]
    for student in students:
        Remembered(course).write(student, notes=["moved"], changed={"test_train": [0, 1]})
    facts = overview(course)
    for rows in (facts["notes"], facts["changed"]):
        assert [row["student"] for row in rows] == sorted(students)


def test_a_submission_that_failed_has_its_notes_and_no_changes(course):
    course.submit("ann", {"ex1.ipynb": "{}"})
    Remembered(course).write("ann", error="no memory", notes=["ex1: moved"])
    facts = overview(course)
    assert facts["notes"] == [{"student": "ann", "what": "ex1: moved"}] and facts["changed"] == []


@pytest.mark.parametrize("text", ["{}", "[]", "3", "{", '{"error": "it ended"}'])
def test_a_damaged_record_of_one_student_costs_no_page(course, text):
    graded(course, "ann")
    (course.root / "autograded" / "ann" / "hw3.graded").write_text(text)
    assert overview(course)["notes"] == []


def test_what_is_to_be_known_of_the_machine_is_said_once_and_of_no_student(course):
    for student in ("ann", "ben"):
        Remembered(course).write(student, notes=[], machine=["no control groups"])
    facts = overview(course)
    assert facts["machine"] == [{"what": "no control groups", "students": 2}]
    assert facts["notes"] == []


def test_who_takes_too_long_to_read_is_named_and_the_others_are_counted(course, monkeypatch):
    graded(course, "ann", auto={"test_framing": 1.0})
    graded(course, "ben", auto={"test_framing": 1.0})
    real = outcomes._said_in

    def slow(path):
        while "ann" in str(path):
            pass
        return real(path)

    monkeypatch.setattr(outcomes, "_said_in", slow)
    monkeypatch.setattr(outcomes, "Reading", lambda: Reading(0.2))
    facts = overview(course)
    assert {sum(row[kind] for kind in ("right", "wrong", "open")) for row in facts["tasks"]} == {1}
    (row,) = facts["broken"]
    assert row["student"] == "ann" and "reading it took more than" in row["what"]
