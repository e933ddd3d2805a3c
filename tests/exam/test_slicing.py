"""Which cells run: those on which a mark depends, a student's own, and what changes more."""

import pytest
from made_up_course import answer, locked
from nbformat.v4 import new_code_cell, new_markdown_cell

from examiner.exam.slicing import slice_of
from examiner.notebooks.plan import Plan

STUB = "def f(x):\n    return x"
TEST = "assert f(2) == data"


def left_out(*cells, always=(), tests=TEST, solution=STUB):
    """The given cells that do not run, of a notebook of given cells, an answer and a test.

    "ANSWER" and "TEST" stand for those; "own: ..." is a cell of the student's.
    """
    planned = [answer("f", STUB), locked("test_f", tests, points=1.0)]
    given = [each for each in cells if not each.startswith(("own: ", "ANSWER", "TEST"))]
    plan = Plan(planned, {*given}, code=[*given, STUB], always={*always})
    made = {"ANSWER": (planned[0], solution), "TEST": (planned[1], tests)}
    notebook = [new_markdown_cell("Read this.")]
    for each in cells:
        cell, source = made.get(each, (None, each.removeprefix("own: ")))
        metadata = {"nbgrader": cell.metadata} if cell else {}
        notebook.append(new_code_cell(source, metadata=metadata))
    found = slice_of(notebook, plan)
    assert not found.reasons.keys() & found.left_out.keys()
    return [notebook[place].source for place in found.left_out]


def test_what_no_mark_depends_on_is_left_out():
    assert left_out("data = 2", "draw(data)", "ANSWER", "TEST", "print(data)") == [
        "draw(data)",
        "print(data)",
    ]


def test_what_it_depends_on_runs_in_turn():
    assert left_out("a = 1", "b = a + 1", "data = b", "c = b", "ANSWER", "TEST") == ["c = b"]


def test_the_last_binding_before_the_use_counts():
    kept = left_out("data = load()", "data = 2", "ANSWER", "TEST", "data = 3")
    assert kept == ["data = load()", "data = 3"]


def test_one_that_may_bind_does_not_hide_the_one_before():
    cells = ["data = 2", "with attempt():\n    data = 3"]
    assert left_out(*cells, "ANSWER", "TEST") == []


def test_a_name_that_a_function_reads_counts_as_it_is_when_called():
    reads_data = "def f(x):\n    return data"
    cells = ("data = 1", "ANSWER", "data = 2", "x = 1", "TEST", "data = 3")
    assert left_out(*cells, solution=reads_data, tests="assert f(1)") == ["x = 1", "data = 3"]
    assert left_out(*cells, tests="assert f(1)") == ["data = 1", "data = 2", "x = 1", "data = 3"]


@pytest.mark.parametrize("change", ["data.append(1)", "data[0] = 1", "del data", "data += [1]"])
def test_what_changes_it_on_the_way_runs(change):
    assert left_out("data = [2]", "other = [1]", "other.append(1)", change, "ANSWER", "TEST") == [
        "other = [1]",
        "other.append(1)",
    ]


def test_what_a_student_wrote_runs_and_all_that_it_needs():
    assert left_out("data = 2", "table = 3", "ANSWER", "TEST", "own: print(table)") == []


def test_a_given_cell_that_was_changed_is_the_students():
    assert left_out("data = 2", "size = 1", "own: size = size + 1", "ANSWER", "TEST") == []


@pytest.mark.parametrize(
    "effect", ["np.random.seed(0)", "from numpy import *", "%cd data", "rc.size = 3"]
)
def test_what_changes_more_than_names_runs(effect):
    assert left_out("import rc", "data = 2", effect, "ANSWER", "TEST", "a = 1") in (
        [["a = 1"], ["import rc", "a = 1"]]
    )


def test_an_author_has_a_cell_run():
    assert left_out("data = 2", "prepare()", "ANSWER", "TEST", always=["prepare()"]) == []


@pytest.mark.parametrize(
    "reads",
    ["globals()['table']", "eval('table')", "print(_)", "x = _3", "%run ex2.ipynb", "Out[2]"],
)
def test_everything_runs_where_a_student_may_read_any_name(reads):
    assert left_out("table = 3", "data = 2", "ANSWER", "TEST", f"own: {reads}") == []
    assert left_out("table = 3", "data = 2", "ANSWER", "TEST", solution=f"{STUB}\n{reads}") == []
    assert left_out("table = 3", "data = 2", "ANSWER", "TEST", "own: x = 1") == ["table = 3"]


def test_a_throw_away_name_reads_nothing():
    loop = f"{STUB}\nfor _ in range(3):\n    pass"
    assert left_out("table = 3", "data = 2", "ANSWER", "TEST", solution=loop) == ["table = 3"]


def test_a_test_binds_nothing_where_the_students_cells_run():
    cells = ("table = 2", "ANSWER", "TEST", "own: print(table)")
    assert left_out(*cells, tests="table = 3\nassert f(1)") == []


def test_a_cell_that_is_no_python_reads_nothing_as_it_cannot_run():
    assert left_out("data = 2", "table = 1", "ANSWER", "TEST", solution="def f(") == ["table = 1"]
