"""The source notebooks keep the rules, and each rule can turn red."""

import nbformat
import pytest

from examiner.authoring.rules import broken_rules
from examiner.course import Course


def test_the_source_keeps_the_rules():
    assert broken_rules(Course()) == []


def cell_of(notebook, cell_id):
    return next(cell for cell in notebook.cells if cell.id == cell_id)


def wrong_points(notebook):
    cell_of(notebook, "test_framing").metadata.nbgrader["points"] = 0.5


def wrong_title(notebook):
    title = notebook.cells[0]
    title.source = title.source.replace("(4 points)", "(5 points)")


def wrong_task_heading(notebook):
    cell = cell_of(notebook, "task_preemphasis")
    cell.source = cell.source.replace("(0.25 points)", "(0.75 points)")


def same_id_twice(notebook):
    cell_of(notebook, "test_framing").metadata.nbgrader["grade_id"] = "test_get_spectrum"


def id_that_does_not_speak(notebook):
    cell_of(notebook, "test_framing").metadata.nbgrader["grade_id"] = "cell-9f14"


def names_no_solution(notebook):
    cell_of(notebook, "test_framing").metadata.nbgrader["grade_id"] = "test_farming"


def no_docstring(notebook):
    cell = cell_of(notebook, "test_framing")
    cell.source = cell.source.split("\n", 1)[1]


def docstring_only_in_the_hidden_part(notebook):
    cell = cell_of(notebook, "test_framing")
    first, rest = cell.source.split("\n", 1)
    cell.source = f"### BEGIN HIDDEN TESTS\n{first}\n### END HIDDEN TESTS\n{rest}"


def no_verdict(notebook):
    cell = cell_of(notebook, "test_framing")
    cell.source = cell.source.replace("verdict(check)", "check()")


def not_python_without_its_hidden_part(notebook):
    cell = cell_of(notebook, "test_framing")
    cell.source += "\nif True:\n    ### BEGIN HIDDEN TESTS\n    pass\n    ### END HIDDEN TESTS"


def stops_run_all(notebook):
    del cell_of(notebook, "test_framing").metadata["tags"]


def unfolded(notebook):
    del cell_of(notebook, "test_framing").metadata["jupyter"]


def outputs_left_in(notebook):
    cell_of(notebook, "setup").outputs.append(nbformat.v4.new_output("stream", text="hello"))


def counts_left_in(notebook):
    cell_of(notebook, "setup").execution_count = 3


def foreign_cell_metadata(notebook):
    cell_of(notebook, "setup").metadata["collapsed"] = True


def foreign_notebook_metadata(notebook):
    notebook.metadata["widgets"] = {}


def old_format(notebook):
    notebook.nbformat_minor = 4


def old_schema(notebook):
    cell_of(notebook, "test_framing").metadata.nbgrader["schema_version"] = 2


def hidden_numbers_in_the_source(notebook):
    cell = cell_of(notebook, "test_framing")
    cell.source = cell.source.replace("  ### DRAWN AT RELEASE", "")


def seed_where_students_read_it(notebook):
    cell = cell_of(notebook, "test_framing")
    cell.source = f"{cell.source}\nseed = 5  ### DRAWN AT RELEASE"


FAULTS = {
    hidden_numbers_in_the_source: "its hidden numbers stand in source/",
    seed_where_students_read_it: "outside of the hidden tests",
    wrong_points: "graded cells have 4.25",
    wrong_title: "the title says 5.0 points",
    wrong_task_heading: "the task headings 4.5",
    same_id_twice: "occurs twice",
    id_that_does_not_speak: "does not speak",
    names_no_solution: "no solution cell",
    no_docstring: "docstring",
    docstring_only_in_the_hidden_part: "docstring",
    no_verdict: "verdict(check)",
    not_python_without_its_hidden_part: "is not Python",
    stops_run_all: "raises-exception",
    unfolded: "should be folded",
    outputs_left_in: "holds no outputs",
    counts_left_in: "holds no outputs",
    foreign_cell_metadata: "not canonical: collapsed",
    foreign_notebook_metadata: "nothing else",
    old_format: "nbformat 4.5",
    old_schema: "schema_version 3",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_broken_rule_is_found(fault, tmp_path):
    course = Course(tmp_path / "course")
    course.fill_from()
    path = course.folder("source") / "ex1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    fault(notebook)
    nbformat.write(notebook, path)
    assert any(FAULTS[fault] in each for each in broken_rules(course)), broken_rules(course)


def test_an_empty_source_is_no_assignment(tmp_path):
    assert "no notebook" in broken_rules(Course(tmp_path))[0]
