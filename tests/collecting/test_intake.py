"""A submission's files are put in order before they are graded, and nothing is lost on the way."""

import copy
import os
from types import SimpleNamespace

import pytest
from made_up_course import (
    FILLED,
    FRAMING,
    TEST_FRAMING,
    WINDOW,
    course_in,
    filled,
    notebook_text,
    released,
)
from nbformat.v4 import new_code_cell
from nbgrader.coursedir import CourseDirectory

from examiner.collecting import aside, intake
from examiner.collecting.aside import set_aside, set_unreadable_aside
from examiner.collecting.intake import tidy
from examiner.collecting.renamed import name_renamed

EXPECTED = {
    "ex1.ipynb": {each.name for each in (FRAMING, TEST_FRAMING, WINDOW)},
    "ex2.ipynb": {"train", "test_train", "classifier"},
}
FIRST = notebook_text(filled())
SECOND = notebook_text([new_code_cell("def train(): pass"), new_code_cell("", id="test_train")])


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "submitted" / "Zoë" / "hw3"
    folder.mkdir(parents=True)
    return folder


def put(folder, **files):
    """Write files; underscores stand for spaces."""
    for name, data in files.items():
        path = folder / f"{name.replace('_', ' ')}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_submission_in_order_is_left_as_it_is_and_nothing_is_said(folder):
    put(folder, ex1=FIRST, ex2=SECOND)
    (folder / "notes.txt").write_text("hello")
    assert tidy(folder, EXPECTED) == []
    assert names(folder) == ["ex1.ipynb", "ex2.ipynb", "notes.txt"]
    assert (folder / "ex1.ipynb").read_text() == FIRST


def test_an_empty_folder_is_said_to_hold_no_notebook(folder):
    assert tidy(folder, EXPECTED) == ["no notebook of the assignment was handed in"]


def test_a_notebook_that_is_missing_is_named(folder):
    put(folder, ex1=FIRST)
    assert tidy(folder, EXPECTED) == ["ex2.ipynb was not handed in; it gets no points"]


def test_all_notebooks_that_are_missing_stand_in_one_sentence(folder):
    put(folder, ex2=SECOND)
    expected = {**EXPECTED, "ex3.ipynb": {"gmm"}}
    assert tidy(folder, expected) == ["ex1.ipynb, ex3.ipynb was not handed in; it gets no points"]


# Links and devices.


def test_links_and_devices_are_removed_and_what_they_point_to_stays(folder):
    outside = folder.parent.parent / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "secret.ipynb").write_text(FIRST)
    (folder / "sub").mkdir()
    (folder / "ex1.ipynb").symlink_to(outside / "secret.ipynb")
    (folder / "sub" / "all").symlink_to(outside)
    (folder / "broken").symlink_to("nowhere")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "ex2.ipynb")
    notes = tidy(folder, EXPECTED)
    assert sorted(notes[:-1]) == [
        f"{name} is a link or a device; it was removed"
        for name in ("broken", "ex1.ipynb", "ex2.ipynb", "loop", "sub/all")
    ]
    assert notes[-1] == "no notebook of the assignment was handed in"
    assert names(folder) == ["sub"]
    assert names(outside) == ["deep", "secret.ipynb"]


# What cannot be read.


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"Dear all", "is no notebook (NotJSONError)"),
        (b"\xff\xfe\x00", "is no notebook (UnicodeDecodeError)"),
        (b"3", "is no notebook"),
        (b"[]", "is no notebook"),
        (b"{}", "is no notebook"),
        (notebook_text({}).encode(), "is no notebook (ValueError)"),
        (notebook_text([3]).encode(), "is no notebook"),
        (notebook_text([{"source": "x"}]).encode(), "is no notebook"),
        (notebook_text([{"cell_type": 3}]).encode(), "is no notebook"),
        (FIRST.encode()[:-20], "is no notebook (NotJSONError)"),
        (b"[" * 100_000, "is no notebook (RecursionError)"),
    ],
)
def test_a_file_that_is_no_notebook_is_kept_aside_and_asked_for(folder, data, why):
    put(folder, ex1=data, ex2=SECOND)
    said, missing = tidy(folder, EXPECTED)
    assert said.startswith(f"ex1.ipynb {why}")
    assert said.endswith("it is kept as ex1.ipynb.unreadable. Ask for another copy")
    assert missing == "ex1.ipynb was not handed in; it gets no points"
    assert (folder / "ex1.ipynb.unreadable").read_bytes() == data
    assert not (folder / "ex1.ipynb").exists()


@pytest.mark.parametrize("cells", [[], [{"cell_type": "odd", "metadata": {}, "id": "x"}]])
def test_an_odd_notebook_is_a_notebook(folder, cells):
    put(folder, ex1=notebook_text(cells))
    assert set_unreadable_aside(folder / "ex1.ipynb") == []


def test_a_notebook_of_format_3_is_a_notebook(folder):
    put(folder, ex1='{"worksheets": [], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}')
    assert set_unreadable_aside(folder / "ex1.ipynb") == []


def test_a_mark_of_the_encoding_is_taken_off(folder):
    put(folder, ex1=b"\xef\xbb\xbf" + FIRST.encode())
    assert set_unreadable_aside(folder / "ex1.ipynb") == []
    assert (folder / "ex1.ipynb").read_bytes() == FIRST.encode()


def test_a_file_above_the_bound_is_not_opened_and_one_at_the_bound_is(folder, monkeypatch):
    monkeypatch.setattr(aside, "LARGEST", len(FIRST.encode()))
    put(folder, ex1=FIRST, ex2=FIRST + " ")
    assert set_unreadable_aside(folder / "ex1.ipynb") == []
    (note,) = set_unreadable_aside(folder / "ex2.ipynb")
    assert "is larger than" in note


def test_folders_with_a_notebooks_name_are_kept_with_all_that_is_in_them(folder):
    (folder / "ex1.ipynb" / "ex2.ipynb").mkdir(parents=True)
    put(folder / "ex1.ipynb" / "ex2.ipynb", ex3="no notebook")
    notes = tidy(folder, EXPECTED)
    assert [note.split(";")[0] for note in notes[:2]] == [
        "ex3.ipynb is no notebook (NotJSONError)",
        "ex2.ipynb is a folder",
    ]
    assert names(folder)[-1] == "ex1.ipynb.unreadable/ex2.ipynb.unreadable/ex3.ipynb.unreadable"


def test_a_second_file_set_aside_takes_no_other_ones_place(folder):
    for number, word in enumerate(["first", "second", "third"]):
        (folder / "ex1.ipynb").write_text(word)
        said = set_aside(folder / "ex1.ipynb", "is odd")
        name = f"ex1.ipynb.unreadable{number or ''}"
        assert said == f"ex1.ipynb is odd; it is kept as {name}"
        assert (folder / name).read_text() == word


# Renamed notebooks.


@pytest.mark.parametrize(
    "name", ["ex1 (1)", "Kopie von ex1", "Jürgen Groß 123", "hw3/ex1", "EX1", "a/b/final FINAL"]
)
def test_a_renamed_notebook_is_copied_to_its_name_and_the_other_stays(folder, name):
    put(folder, **{name: FIRST}, ex2=SECOND)
    assert tidy(folder, EXPECTED) == [
        f"ex1.ipynb was handed in as {name}.ipynb; it was copied to its name"
    ]
    assert (folder / "ex1.ipynb").read_text() == FIRST == (folder / f"{name}.ipynb").read_text()


def test_a_notebook_that_is_there_is_not_replaced_by_another_version(folder):
    put(folder, ex1=notebook_text(released()), ex1_final=FIRST, ex2=SECOND)
    assert name_renamed(folder, EXPECTED) == []
    assert (folder / "ex1.ipynb").read_text() == notebook_text(released())


def test_of_two_that_could_be_the_one_none_is_taken(folder):
    put(folder, ex1_1=FIRST, ex1_2=FIRST)
    assert name_renamed(folder, EXPECTED) == [
        "ex1.ipynb could be any of ex1 1.ipynb, ex1 2.ipynb; copy the one that counts to ex1.ipynb"
    ]
    assert not (folder / "ex1.ipynb").exists()


def test_all_renamed_notebooks_find_their_names(folder):
    put(folder, b=FIRST, a=SECOND)
    assert len(name_renamed(folder, EXPECTED)) == 2
    assert (folder / "ex1.ipynb").read_text() == FIRST
    assert (folder / "ex2.ipynb").read_text() == SECOND


def test_two_that_were_swapped_are_left_to_their_names(folder):
    put(folder, ex1=SECOND, ex2=FIRST)
    assert tidy(folder, EXPECTED) == []


def test_a_notebook_under_another_ones_name_is_left_to_it(folder):
    put(folder, ex2=FIRST)
    assert tidy(folder, EXPECTED) == ["ex1.ipynb was not handed in; it gets no points"]


def test_a_renamed_notebook_without_metadata_is_known_by_what_it_defines(folder):
    cells = [new_code_cell(FILLED[name]) for name in ("framing", "window")]
    put(folder, mine=notebook_text(cells))
    assert name_renamed(folder, EXPECTED)[0].startswith("ex1.ipynb was handed in as mine.ipynb")


@pytest.mark.parametrize(("number", "is_it"), [(1, False), (2, True)])
def test_a_notebook_with_a_third_of_the_names_or_less_is_another(folder, number, is_it):
    put(folder, mine=notebook_text(filled()[2 : 2 + number]))
    assert bool(name_renamed(folder, EXPECTED)) == is_it


def test_a_notebook_goes_by_the_name_of_which_it_has_most(folder):
    more = [new_code_cell("", id=name) for name in ("train", "test_train", "classifier")]
    put(folder, mine=notebook_text([*copy.deepcopy(filled()[2:4]), *more]))
    assert [note[:9] for note in name_renamed(folder, EXPECTED)] == ["ex2.ipynb"]


def test_nothing_is_copied_where_nothing_is_expected(folder):
    put(folder, mine=FIRST)
    assert name_renamed(folder, {}) == [] and names(folder) == ["mine.ipynb"]


# Before nbgrader's own step.


@pytest.fixture
def converter(tmp_path, monkeypatch):
    """A converter of a class, whose own step says which submissions it would grade."""
    course = course_in(tmp_path / "course")
    for name, planned in (("ex1", ("framing", "test_framing")), ("ex2", ("train",))):
        cells = [new_code_cell(metadata={"nbgrader": {"grade_id": each}}) for each in planned]
        (course.folder("source") / f"{name}.ipynb").write_text(notebook_text(cells))
    directory = CourseDirectory(root=str(course.root), db_url=course.gradebook_url)
    directory.assignment_id = "hw3"
    said, graded = [], []

    def stock(self):
        graded.extend(sorted(path.parent.name for path in course.root.glob("submitted/*/hw3")))

    fake = type("Autograde", (), {"init_notebooks": stock})
    monkeypatch.setattr(intake, "Autograde", fake)
    made = fake()
    made.coursedir = directory
    made.log = SimpleNamespace(warning=lambda form, *words: said.append(form % words))
    made.said, made.graded, made.course = said, graded, course
    return made


def run(converter):
    intake.tidy_before_grading()
    converter.init_notebooks()


def test_each_submission_is_put_in_order_and_then_nbgrader_reads_it(converter):
    for student in ("ann", "Zoë Ł"):
        converter.course.submit(student, {"my ex1.ipynb": notebook_text(filled())})
    run(converter)
    assert converter.graded == ["Zoë Ł", "ann"]
    assert (converter.course.folder("submitted", "ann") / "ex1.ipynb").exists()
    assert converter.said[:2] == [
        "[note] Zoë Ł: ex1.ipynb was handed in as my ex1.ipynb; it was copied to its name",
        "[note] Zoë Ł: ex2.ipynb was not handed in; it gets no points",
    ]
    assert len(converter.said) == 4


def test_a_submission_that_cannot_be_put_in_order_is_set_aside_and_the_class_goes_on(
    converter, monkeypatch
):
    def broken(folder, expected):
        if folder.parent.name == "ann":
            raise RuntimeError("a bad day")
        return []

    monkeypatch.setattr(intake, "tidy", broken)
    for student in ("ann", "ben"):
        converter.course.submit(student, {"ex1.ipynb": notebook_text(filled())})
    run(converter)
    assert converter.graded == ["ben"]
    assert converter.said == [
        "[note] ann: hw3 cannot be put in order (RuntimeError: a bad day); "
        "it is kept as hw3.unreadable"
    ]


def test_only_the_chosen_student_is_put_in_order(converter):
    for student in ("ann", "ben"):
        converter.course.submit(student, {"my ex1.ipynb": notebook_text(filled())})
    converter.coursedir.student_id = "ben"
    run(converter)
    assert not (converter.course.folder("submitted", "ann") / "ex1.ipynb").exists()
    assert (converter.course.folder("submitted", "ben") / "ex1.ipynb").exists()


def test_the_step_is_put_before_nbgraders_once(converter):
    intake.tidy_before_grading()
    first = intake.Autograde.init_notebooks
    intake.tidy_before_grading()
    assert intake.Autograde.init_notebooks is first


def test_the_names_of_a_notebook_are_its_ids_and_what_its_answers_define(converter):
    found = intake.released(converter.coursedir)
    assert found == {
        "ex1.ipynb": {"framing", "framing_function", "test_framing"},
        "ex2.ipynb": {"train", "train_function"},
    }


def test_nothing_is_read_of_an_assignment_that_nobody_handed_in(converter, monkeypatch):
    monkeypatch.setattr(intake, "read_plan", None)
    run(converter)
    assert converter.graded == converter.said == []
