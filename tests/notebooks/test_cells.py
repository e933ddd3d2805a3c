"""What a cell is: a test, of which task; whatever it is called."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from examiner.notebooks.cells import (
    is_inside,
    is_marked_by_hand,
    is_test,
    name_of,
    shown,
    tasks_of,
)


def cell(name, kind="code", grade=False, solution=False, **more):
    new = new_code_cell if kind == "code" else new_markdown_cell
    asked = {"grade_id": name, "grade": grade, "solution": solution, **more}
    return new(metadata={"nbgrader": asked})


def solution(name, kind="code"):
    return cell(name, kind, solution=True)


def test(name):
    return cell(name, grade=True)


test.__test__ = False


@pytest.mark.parametrize("name", ["test_framing", "check_framing", "correct-squares", "cell-3f2a"])
def test_a_test_is_what_is_graded_by_running_it_whatever_its_name(name):
    assert is_test(test(name)) and not is_marked_by_hand(test(name))


@pytest.mark.parametrize(
    "other",
    [
        solution("test_framing"),
        cell("test_plot", grade=True, solution=True),
        cell("test_words", "markdown", grade=True, solution=True),
        cell("test_task", "markdown", task=True),
        cell("test_locked"),
        new_code_cell("test_framing()"),
    ],
)
def test_nothing_else_is_a_test(other):
    assert not is_test(other)


def test_a_person_marks_graded_answers_and_tasks_of_nbgrader():
    by_hand = [cell("a", grade=True, solution=True), cell("t", "markdown", task=True)]
    assert all(map(is_marked_by_hand, by_hand))
    assert not is_marked_by_hand(solution("framing"))


def test_a_cell_is_called_by_its_grade_id_and_without_one_by_its_id():
    plain = new_code_cell("1")
    assert name_of(test("framing")) == "framing" and name_of(plain) == plain.id
    del plain["id"]
    assert name_of(plain) == ""


@pytest.mark.parametrize(
    ("names", "task"),
    [
        (["gmms", "gmms_predict", "test_gmms_predict_far"], "gmms_predict"),
        (["squares", "sum_of_squares", "correct_sum_of_squares"], "sum_of_squares"),
        (["squares", "sum_of_squares", "squares_invalid_input"], "squares"),
        (["part-a", "part-b", "test-part-a"], "part-a"),
        (["a", "test_cmvn"], "a"),
        (["mean", "test_meaning"], "mean"),
        (["test_x"], "test_x"),
    ],
)
def test_a_test_belongs_to_the_longest_name_in_its_own_or_to_the_answer_before_it(names, task):
    *answers, last = names
    cells = [*map(solution, answers), test(last)]
    assert tasks_of(cells) == {last: task}


def test_a_written_answer_is_not_what_a_test_of_code_is_about():
    cells = [solution("code"), solution("words", "markdown"), test("check")]
    assert tasks_of(cells) == {"check": "code"}


def test_a_test_may_stand_before_its_answer():
    assert tasks_of([test("test_b"), solution("a"), solution("b")]) == {"test_b": "b"}


def test_a_tag_says_that_a_test_runs_in_the_students_process():
    tagged = test("t")
    tagged.metadata.tags = ["inside"]
    assert is_inside(tagged) and not is_inside(test("t"))


def test_a_cell_is_shown_by_its_place_and_first_line():
    cells = [new_markdown_cell("\n# Title\ntext"), new_code_cell("")]
    assert shown(cells, 0) == "cell 1 (`# Title`)"
    assert shown(cells, 1) == "cell 2 (empty)"
