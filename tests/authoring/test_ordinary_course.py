"""A course in nbgrader's own form, its documentation's example: plain tests, no `verdict`."""

import shutil
from pathlib import Path

import nbformat
import nbgrader
import pytest
from nbgrader.converters import Autograde, GenerateAssignment
from traitlets.config import Config

from examiner.authoring.leaks import leaks
from examiner.authoring.release import faults_of_marks, submit_both_ends
from examiner.authoring.rules import broken_rules
from examiner.converting import config_of_the_kit, convert
from examiner.course import Course
from examiner.grading.grade import grade_samples
from examiner.kit import kit
from examiner.marks.reading import marks_by_cell
from homework.outcomes import outcome_of

pytestmark = pytest.mark.slow

EXAMPLE = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"
STUDENTS = ("bitdiddle", "hacker")
# The classic case of a test that reaches into the student's process.
REACHES = "sum_of_squares_uses_squares"


def tag(path, name, *tags):
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == name:
            cell.metadata.tags = list(tags)
    nbformat.write(notebook, path)


def example(root):
    """The example's source in a folder of its own."""
    course = Course(root, "ps1")
    shutil.copytree(EXAMPLE / "source" / "ps1", course.folder("source"))
    return course


def hand_in(course):
    for student in STUDENTS:
        shutil.copytree(
            EXAMPLE / "submitted" / student / "ps1", course.folder("submitted", student)
        )


def test_a_test_that_cannot_be_asked_is_named_with_its_place_and_line(tmp_path, monkeypatch):
    monkeypatch.setattr(kit(), "STRICT_FORM", False)
    course = example(tmp_path / "course")
    first, *others = broken_rules(course)
    assert first.startswith("problem1.ipynb: cell 13 (`")
    assert "line 3 (`del squares`) deletes squares" in first and "the tag `inside`" in first
    assert all("line 11 (`squares = orig_squares`)" in each for each in others)
    tag(course.folder("source") / "problem1.ipynb", REACHES, "inside")
    assert broken_rules(course) == []


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The example, released and graded with the examiner; the instructor's notebooks, too."""
    course = example(tmp_path_factory.mktemp("ours") / "course")
    tag(course.folder("source") / "problem1.ipynb", REACHES, "inside")
    with pytest.MonkeyPatch.context() as patch:
        # The example's students got nbgrader's own stubs.
        patch.delitem(config_of_the_kit(), "ClearSolutions")
        course.generate()
    hand_in(course)
    submit_both_ends(course)
    grade_samples(course)
    return course


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """The same, graded by nbgrader as it is."""
    course = example(tmp_path_factory.mktemp("stock") / "course")
    hand_in(course)
    config = Config(
        CourseDirectory={"root": str(course.root), "db_url": course.gradebook_url},
        Execute={"kernel_name": "python3"},
    )
    for converter in (GenerateAssignment, Autograde):
        done = convert(converter, config, "ps1")
        assert done["success"], done
    return course


def automatic(course):
    cells = marks_by_cell(course)
    own = cells[cells["student"].isin(STUDENTS)].set_index(["student", "cell"])
    return own["auto"].fillna(-1).sort_index().to_dict(), own["waiting"].sort_index().to_dict()


def test_honest_submissions_get_the_marks_that_stock_nbgrader_gives(course, stock):
    ours, theirs = automatic(course), automatic(stock)
    assert ours == theirs
    assert sum(points > 0 for points in ours[0].values()) >= 4
    assert ours[0]["hacker", "sum_of_squares_application"] == -1


def test_its_release_leaks_nothing_and_its_marks_are_proved(course, monkeypatch):
    assert leaks(course) == []
    monkeypatch.setattr(kit(), "STRICT_FORM", False)
    assert faults_of_marks(course) == []


def said(course, student, name):
    """What a test cell says in a graded notebook."""
    for path in course.notebooks("autograded", student):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.metadata.get("nbgrader", {}).get("grade_id") == name:
                return cell.outputs
    raise LookupError(name)


def test_a_wrong_answer_is_told_in_words_and_an_open_one_is_open(course):
    assert outcome_of(said(course, "untouched", "correct_squares"))[0] == "open"
    wrong = outcome_of(said(course, "bitdiddle", "correct_squares"))
    assert wrong == ("wrong", "This does not hold: assert squares(1) == [1]")


def test_a_test_inside_is_marked_as_unprotected(course):
    outputs = said(course, "instructor", REACHES)
    assert "not protected" in outputs[0].text
    assert outcome_of(outputs)[0] == "right"


def test_an_inside_test_protects_nothing_else(course):
    outputs = said(course, "instructor", "correct_squares")
    assert not any("not protected" in each.get("text", "") for each in outputs)
