"""Cells that were added or removed after a class is graded are refused before a file changes."""

import copy

import nbformat
import pytest
from mess import index_of
from nbgrader.api import Gradebook
from small import small_course

from examiner.authoring.graded import other_cells, other_notebooks
from examiner.course import NbgraderError


@pytest.fixture
def course(tmp_path):
    return small_course(tmp_path / "course")


def hand_in(course):
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.update_or_create_student("ann")
        gradebook.update_or_create_submission("hw3", "ann")


def change(course, how):
    path = course.folder("source") / "ex1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    how(notebook, index_of(notebook, "test_preemphasis"))
    nbformat.write(notebook, path)


def added(notebook, place):
    cell = copy.deepcopy(notebook.cells[place])
    cell.id = cell.metadata.nbgrader.grade_id = "test_more"
    notebook.cells.insert(place, cell)


def removed(notebook, place):
    del notebook.cells[place]


def renamed(notebook, place):
    cell = notebook.cells[place]
    cell.id = cell.metadata.nbgrader.grade_id = "test_more"


def mended(notebook, place):
    notebook.cells[place].source += "\n# a better message"
    notebook.cells[place].metadata.nbgrader.points = 0.5


def faults(course):
    return other_cells(course.gradebook_url, "hw3", course.notebooks())


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (added, "new: test_more"),
        (removed, "gone: test_preemphasis"),
        (renamed, "new: test_more; gone: test_preemphasis"),
    ],
)
def test_what_was_added_removed_or_renamed_is_named(course, how, said):
    change(course, how)
    assert faults(course) == []
    hand_in(course)
    assert faults(course) == [f"ex1.ipynb: {said}"]


def test_a_test_that_was_mended_and_nothing_at_all_are_fine(course):
    hand_in(course)
    assert faults(course) == []
    change(course, mended)
    assert faults(course) == []


def test_a_notebook_more_or_less_is_named(course):
    sources = course.notebooks()
    assert other_notebooks(course.gradebook_url, "hw3", sources[1:]) == []
    hand_in(course)
    more = [*sources[1:], course.folder("source") / "ex4.ipynb"]
    assert other_notebooks(course.gradebook_url, "hw3", more) == [
        "ex4.ipynb is new",
        "ex1.ipynb is gone",
    ]
    assert other_notebooks(course.gradebook_url, "hw9", more) == []


@pytest.mark.slow
def test_the_refusal_leaves_the_release_as_it_is(course):
    change(course, added)
    hand_in(course)
    before = {path.name: path.read_bytes() for path in course.notebooks("release")}
    for generate in (course.generate, lambda: course.nbgrader("generate_assignment", "--force")):
        with pytest.raises(NbgraderError, match="hw3 is graded already") as refusal:
            generate()
        assert "new: test_more" in str(refusal.value) and "Nothing was changed" in str(
            refusal.value
        )
        assert {path.name: path.read_bytes() for path in course.notebooks("release")} == before
