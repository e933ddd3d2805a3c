"""A new homework, made from the recipe in CONTRIBUTING.md, with no change to the kit's code."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from examiner.authoring.release import release
from examiner.authoring.rules import broken_rules
from examiner.authoring.samples import fill_release
from examiner.authoring.tidy import tidy
from examiner.course import KIT, Course, CourseError
from examiner.grading.grade import grade_class
from examiner.marks.reading import marks_by_cell
from examiner.proof.catalogue import catalogue, faults
from examiner.proof.matrix import try_all, unproven
from examiner.sandbox.bubblewrap import sandbox_works

pytestmark = pytest.mark.slow

RECIPE = re.compile(
    r"^`(?P<name>\w+)`, (?P<kind>[^\n:]+):\n\n```(?P<language>\w+)\n(?P<source>.*?)\n```$",
    re.M | re.S,
)
ANSWERS = re.compile(r"`answers/(?P<path>hw4/[\w/]+\.py)`:\n\n```python\n(?P<code>.*?\n)```", re.S)
KINDS = {
    "for reading": {},
    "*Autograded answer*": {"solution": True, "grade": False, "locked": False},
    "*Autograder tests*": {"solution": False, "grade": True, "locked": True},
    "*Read-only*": {"solution": False, "grade": False, "locked": True},
    "*Manually graded answer*": {"solution": True, "grade": True, "locked": False},
}


def section():
    text = (KIT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.split("## A new homework, from start to end")[1].split("\n## ")[0]


def cell_of(found):
    """A cell as JupyterLab saves it: an id of its own, and what was run is in it."""
    new = new_markdown_cell if found["language"] == "markdown" else new_code_cell
    cell = new(found["source"], metadata={"editable": True})
    kind, _, points = found["kind"].partition(", ")
    if KINDS[kind]:
        asked = {"grade_id": found["name"], "schema_version": 3, "task": False, **KINDS[kind]}
        asked |= {"points": float(points.removesuffix(" points"))} if points else {}
        cell.metadata.nbgrader = asked | {"cell_type": cell.cell_type}
    if cell.cell_type == "code":
        cell.outputs = [new_output("stream", text="run before it was saved")]
    return cell


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("author")
    cells = [cell_of(found) for found in RECIPE.finditer(section())]
    assert len(cells) == 7
    (root / "source" / "hw4").mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells), root / "source" / "hw4" / "ex1.ipynb")
    return root


def test_tidy_puts_a_notebook_of_jupyterlab_in_order_and_changes_no_text(root, capsys):
    course = Course(root, "hw4")
    before = nbformat.read(course.notebooks()[0], as_version=4)
    assert broken_rules(course)
    tidy("hw4", root)
    assert "ex1.ipynb: put in order" in capsys.readouterr().out
    assert broken_rules(course) == []
    after = nbformat.read(course.notebooks()[0], as_version=4)
    assert [cell.source for cell in after.cells] == [cell.source for cell in before.cells]
    tidy("hw4", root)
    assert "ex1.ipynb: in order" in capsys.readouterr().out


def test_tidy_leaves_what_is_in_order_as_it_is(tmp_path, capsys):
    course = Course(tmp_path)
    course.fill_from()
    tidy("hw3", tmp_path)
    assert "put in order" not in capsys.readouterr().out
    with pytest.raises(CourseError, match="no notebook in source/hw9"):
        tidy("hw9", tmp_path)


def test_the_wrong_answers_of_the_recipe_lose_and_trip_every_assert(root, tmp_path, on_embedded):
    tidy("hw4", root)
    for found in ANSWERS.finditer(section()):
        path = tmp_path / found["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found["code"])
    answers, course = catalogue("hw4", tmp_path), Course(root, "hw4")
    outcomes = try_all(answers, course)
    assert len(answers) == 3
    assert [fault for each in answers for fault in faults(each, outcomes[each.name].messages)] == []
    assert unproven(outcomes, course) == []


def test_the_new_homework_is_released_and_graded(root, on_embedded):
    tidy("hw4", root)
    release("hw4", root)
    course = Course(root, "hw4")
    course.submit("ada", fill_release(course))
    wrong = "def frame_energy(frames):\n    return np.sum(frames, axis=1)"
    course.submit("ben", fill_release(course, replace={"frame_energy": wrong}))
    progress = grade_class(course, jobs=1, quiet=True, unsafe=not sandbox_works())
    assert [each.error for each in progress.done] == [None, None]
    marks = marks_by_cell(course).set_index(["student", "cell"])
    assert marks.loc[("ada", "test_frame_energy"), "auto"] == 0.5
    assert marks.loc[("ben", "test_frame_energy"), "auto"] == 0
    assert marks.loc[("ada", "answer_loudness"), "waiting"]
