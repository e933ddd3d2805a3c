"""Marks are read from the gradebook as they count, and what waits for a person is told apart."""

from math import isnan

import pytest
from made_up_course import course_in, empty_gradebook, enrol, hand_in

from examiner.course import Course
from examiner.marks.reading import automatic_points, marks_by_cell, marks_by_exercise

ALL = {"test_framing": 1.0, "test_framing_tail": 0.5, "test_train": 1.5}
COLUMNS = ["student", "exercise", "cell", "points", "auto", "manual", "given", "waiting", "test"]


@pytest.fixture
def course(tmp_path):
    return course_in(tmp_path / "course")


def row(course, cell, student="ann"):
    cells = marks_by_cell(course).set_index(["student", "cell"])
    return cells.loc[(student, cell)]


def test_every_graded_cell_of_every_submission_has_a_row(course):
    hand_in(course, "ann")
    hand_in(course, "Zoë Ł", auto=ALL)
    cells = marks_by_cell(course)
    assert list(cells.columns) == COLUMNS
    assert sorted(
        cells[cells["student"] == "Zoë Ł"][["exercise", "cell", "points"]].values.tolist()
    ) == [
        ["ex1", "answer_levels", 2.0],
        ["ex1", "test_framing", 1.0],
        ["ex1", "test_framing_tail", 0.5],
        ["ex2", "test_train", 1.5],
    ]
    assert len(cells) == 8


def test_a_test_counts_what_it_gave_and_waits_for_nobody(course):
    hand_in(course, "ann", auto={**ALL, "test_framing": 0.25})
    found = row(course, "test_framing")
    assert (found["auto"], found["given"], found["waiting"]) == (0.25, 0.25, False)
    assert isnan(found["manual"])


def test_an_answer_that_nobody_marked_waits_and_gives_nothing(course):
    hand_in(course, "ann", auto=ALL)
    found = row(course, "answer_levels")
    assert (found["given"], found["waiting"]) == (0, True)
    assert isnan(found["auto"]) and isnan(found["manual"])


@pytest.mark.parametrize("mark", [0.0, 1.5])
def test_a_mark_by_hand_counts_and_ends_the_wait_even_where_it_is_nothing(course, mark):
    hand_in(course, "ann", auto=ALL, manual={"answer_levels": mark})
    found = row(course, "answer_levels")
    assert (found["manual"], found["given"], found["waiting"]) == (mark, mark, False)


def test_a_mark_by_hand_takes_the_place_of_a_tests_and_what_is_on_top_is_added(course):
    hand_in(
        course,
        "ann",
        auto=ALL,
        manual={"test_framing": 0.5},
        extra={"test_framing": 0.25, "test_train": 1.0, "answer_levels": 0.5},
    )
    given = {cell: row(course, cell)["given"] for cell in [*ALL, "answer_levels"]}
    # nbgrader counts nothing on top of what has no mark yet.
    assert given == {
        "test_framing": 0.75,
        "test_framing_tail": 0.5,
        "test_train": 2.5,
        "answer_levels": 0,
    }


def test_the_table_sums_exercises_and_shows_what_waits(course):
    hand_in(course, "ann", auto=ALL)
    hand_in(course, "ben", auto={"test_framing": 0.5}, manual={"answer_levels": 2.0})
    enrol(course, "cem")
    table = marks_by_exercise(course)
    assert table.to_dict("index") == {
        "ann": {"ex1": 1.5, "ex2": 1.5, "sum": 3.0, "by hand": 2.0},
        # Tests without a mark wait as well: they were never run.
        "ben": {"ex1": 2.5, "ex2": 0.0, "sum": 2.5, "by hand": 2.0},
    }
    assert table.columns.name is None


def test_automatic_points_are_those_of_tests_alone(course):
    hand_in(course, "ann", auto={**ALL, "test_train": 0.5}, manual={"answer_levels": 2.0})
    hand_in(course, "ben", auto=ALL)
    assert automatic_points(course, "ann") == (2.0, 3.0)
    assert automatic_points(course, "nobody") == (0, 0)


def test_a_mark_by_hand_changes_no_automatic_point(course):
    hand_in(course, "ann", auto=ALL, manual={"test_train": 0.0})
    assert automatic_points(course, "ann") == (3.0, 3.0)


@pytest.mark.parametrize("assignment", ["hw3", "hw4"])
def test_an_assignment_without_submissions_has_no_rows_but_all_columns(course, assignment):
    cells = marks_by_cell(Course(course.root, assignment))
    assert cells.empty and list(cells.columns) == COLUMNS
    assert cells["given"].dtype == float and cells["waiting"].dtype == bool
    assert marks_by_exercise(Course(course.root, assignment)).empty
    assert automatic_points(Course(course.root, assignment), "ann") == (0, 0)


def test_a_gradebook_without_an_assignment_has_no_rows(tmp_path):
    empty_gradebook(tmp_path / "gradebook.db").close()
    assert marks_by_cell(Course(tmp_path)).empty
