"""Honest mess: submissions as they really come back get the marks that their answers deserve."""

import json

import nbformat
import pytest
from mess import MESSES, index_of
from small import small_course

from examiner.authoring.samples import fill_release
from examiner.grading.grade import grade_class
from examiner.marks.reading import marks_by_cell
from examiner.sandbox.bubblewrap import sandbox_works

pytestmark = pytest.mark.slow


def with_untouched_copy(course, text):
    """The cell was copied before it was filled; the copy stands below, as it was released."""
    notebook = nbformat.reads(text, as_version=4)
    released = nbformat.read(course.folder("release") / "ex1.ipynb", as_version=4)
    copied = released.cells[index_of(released, "preemphasis")]
    copied.id = "copy"
    notebook.cells.insert(index_of(notebook, "preemphasis") + 1, copied)
    return nbformat.writes(notebook)


RENAMED = {
    "browser": {"ex1.ipynb": "ex1 (1).ipynb", "ex2.ipynb": "Kopie von ex2.ipynb"},
    "own_name": {"ex1.ipynb": "Jürgen Groß 12345.ipynb"},
    "in_a_folder": {"ex1.ipynb": "hw3/ex1.ipynb", "ex3.ipynb": "hw3/EX3.ipynb"},
}
ACCENTS = "Zoë Müller-Łukasz"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """All cases as one class; and what the instructor reads."""
    course = small_course(tmp_path_factory.mktemp("mess") / "course")
    whole = fill_release(course)
    first = {"ex1.ipynb": whole["ex1.ipynb"]}
    for mess in MESSES:
        notebook = nbformat.reads(first["ex1.ipynb"], as_version=4)
        mess(notebook)
        # Not nbformat.writes: it would mend, or refuse, what it is given.
        course.submit(mess.__name__, {"ex1.ipynb": json.dumps(notebook)})
    course.submit("copied_stub", {"ex1.ipynb": with_untouched_copy(course, first["ex1.ipynb"])})
    for student, names in RENAMED.items():
        course.submit(student, {names.get(name, name): text for name, text in whole.items()})
    course.submit("bom", {"ex1.ipynb": "\ufeff" + first["ex1.ipynb"]})
    course.submit("crlf_file", {"ex1.ipynb": first["ex1.ipynb"].replace("\n", "\r\n")})
    course.submit("two_of_three", {n: t for n, t in whole.items() if n != "ex2.ipynb"})
    other = whole["ex1.ipynb"].replace("coeff=0.95", "coeff=0.9")
    third = {"ex3.ipynb": whole["ex3.ipynb"]}
    course.submit(
        "two_versions", {"ex1 (1).ipynb": first["ex1.ipynb"], "ex1 (2).ipynb": other, **third}
    )
    course.submit("more", {**whole, "scratch.ipynb": first["ex1.ipynb"], "notes.txt": "hello"})
    course.submit("empty", {"ex1.ipynb": "", "ex3.ipynb": whole["ex3.ipynb"]})
    course.submit("no_notebook", {"ex1.ipynb": '{"cells": 3}', "ex3.ipynb": whole["ex3.ipynb"]})
    course.submit(
        "text", {"ex1.ipynb": "Dear all, here is my homework.", "ex3.ipynb": whole["ex3.ipynb"]}
    )
    course.submit("nothing", {"homework.pdf": "%PDF"})
    course.submit("bad_time", {**first, "timestamp.txt": "yesterday, I think"})
    course.submit("folders", {**first, "ex3.ipynb/ex4.ipynb": "a folder"})
    course.submit(ACCENTS, first)
    (course.folder("submitted", "bad_time") / "link").symlink_to("/etc/passwd")
    course.submit("after_all", whole)
    progress = grade_class(course, quiet=True, unsafe=not sandbox_works())
    return course, progress.notes()


def points(graded, student):
    cells = marks_by_cell(graded[0])
    own = cells[(cells["student"] == student) & cells["cell"].str.startswith("test_")]
    return own.groupby("exercise")["auto"].sum().round(6).to_dict()


def notes(graded, student):
    return [note for note in graded[1] if note.startswith((f"{student}:", f"{student},"))]


ALL = {"ex1": 0.75, "ex2": 0.75, "ex3": 0.75}
FIRST = {**ALL, "ex2": 0, "ex3": 0}


@pytest.mark.parametrize(
    "student", [mess.__name__ for mess in MESSES] + ["copied_stub", "bom", "crlf_file", ACCENTS]
)
def test_a_messy_notebook_gets_all_that_its_answers_deserve(student, graded):
    assert points(graded, student) == FIRST


@pytest.mark.parametrize("student", [*RENAMED, "more", "after_all"])
def test_renamed_and_extra_notebooks_cost_nothing(student, graded):
    assert points(graded, student) == ALL


def test_a_written_answer_waits_for_a_person_wherever_it_stood(graded):
    cells = marks_by_cell(graded[0]).set_index(["cell", "student"])
    for mess in MESSES:
        assert cells.loc[("answer_feature_levels", mess.__name__), "waiting"], mess.__name__


def test_what_is_missing_gets_nothing_and_is_named(graded):
    assert points(graded, "two_of_three") == {**ALL, "ex2": 0}
    assert notes(graded, "two_of_three") == [
        "two_of_three: ex2.ipynb was not handed in; it gets no points"
    ]
    assert "no notebook of the assignment was handed in" in " ".join(notes(graded, "nothing"))


@pytest.mark.parametrize(
    "student, words",
    [("empty", "is empty"), ("no_notebook", "is no notebook"), ("text", "is no notebook")],
)
def test_a_file_that_is_no_notebook_is_kept_named_and_costs_no_other(student, words, graded):
    assert points(graded, student) == {**ALL, "ex1": 0, "ex2": 0}
    assert (
        words in notes(graded, student)[0] and "Ask for another copy" in notes(graded, student)[0]
    )
    assert (graded[0].folder("submitted", student) / "ex1.ipynb").exists()


def test_two_notebooks_that_could_be_the_one_are_for_a_person_to_judge(graded):
    assert points(graded, "two_versions") == {**ALL, "ex1": 0, "ex2": 0}
    assert "ex1.ipynb could be any of ex1 (1).ipynb, ex1 (2).ipynb" in " ".join(
        notes(graded, "two_versions")
    )


def test_links_and_unreadable_times_do_not_stop_the_class(graded):
    assert points(graded, "bad_time") == FIRST
    said = " ".join(notes(graded, "bad_time"))
    assert "link is a link" in said and "timestamp.txt is not the collector's" in said
    assert not (graded[0].folder("autograded", "bad_time") / "link").exists()


def test_a_folder_with_a_notebooks_name_is_kept_aside(graded):
    assert points(graded, "folders") == FIRST
    assert "ex3.ipynb is a folder" in " ".join(notes(graded, "folders"))


def test_notes_say_what_was_mended(graded):
    assert "missing, put back as released: test_preemphasis" in " ".join(
        notes(graded, "deleted_tests")
    )
    assert "there more than once: cmvn" in " ".join(notes(graded, "solution_split"))
    assert "without their names" in " ".join(notes(graded, "metadata_stripped"))
    assert "in another order" in " ".join(notes(graded, "order_changed"))
    assert "ex1.ipynb was handed in as ex1 (1).ipynb" in " ".join(notes(graded, "browser"))
    assert notes(graded, "after_all") == []
