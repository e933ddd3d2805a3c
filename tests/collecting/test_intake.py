"""A submission's files are put in order before they are graded, and nothing is lost on the way."""

import copy
import json
import os
from types import SimpleNamespace

import nbformat
import pytest
from made_up_course import (
    FILLED,
    FRAMING,
    STUB,
    TEST_FRAMING,
    WINDOW,
    answer,
    cell_named,
    course_in,
    filled,
    locked,
    notebook_text,
    released,
)
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from examiner.collecting import intake, left_out, renamed
from examiner.collecting.intake import tidy
from examiner.collecting.left_out import leave_out, leave_unreadable_out
from examiner.collecting.renamed import name_renamed, names_of_plan
from examiner.notebooks.plan import Plan

EXPECTED = {
    "ex1.ipynb": Plan([FRAMING, TEST_FRAMING, WINDOW], set()),
    "ex2.ipynb": Plan(
        [
            answer("train", f"def train():\n    {STUB}"),
            locked("test_train", "train()", points=1.0),
            answer("classifier", "classifier = None"),
        ],
        set(),
    ),
}
FIRST = notebook_text(filled())
SECOND = notebook_text([new_code_cell("def train(): pass"), new_code_cell("", id="test_train")])


def version(**texts):
    """A version of ex1 that answers some cells."""
    cells = released()
    for name, text in texts.items():
        cell_named(cells, name).source = text
    return notebook_text(cells)


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
    expected = {**EXPECTED, "ex3.ipynb": Plan([answer("gmm", "gmm = None")], set())}
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
        (b"\x81\x8d\x8f", "is no notebook (UnicodeDecodeError)"),
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
    assert said.endswith("it was left out. Ask for another copy")
    assert missing == "ex1.ipynb was not handed in; it gets no points"
    assert (folder / "ex1.ipynb.unreadable").read_bytes() == data
    assert not (folder / "ex1.ipynb").exists()


@pytest.mark.parametrize("cells", [[], [{"cell_type": "odd", "metadata": {}, "id": "x"}]])
def test_an_odd_notebook_is_a_notebook(folder, cells):
    put(folder, ex1=notebook_text(cells))
    assert leave_unreadable_out(folder / "ex1.ipynb") == []


def test_a_notebook_of_format_3_is_a_notebook(folder):
    put(folder, ex1='{"worksheets": [], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}')
    assert leave_unreadable_out(folder / "ex1.ipynb") == []


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8"]
)
def test_a_notebook_in_another_encoding_is_read_and_kept_in_the_usual_one(folder, encoding):
    text = version(framing="# Größe\ndef framing(x): ...")
    put(folder, ex1=text.encode(encoding))
    assert leave_unreadable_out(folder / "ex1.ipynb") == []
    assert (folder / "ex1.ipynb").read_bytes() == text.encode()


@pytest.mark.parametrize("half", [rb"\ud83d", rb"\udc00 \ud83d", b"\xed\xa0\xbd"])
def test_half_a_character_is_dropped_and_a_whole_one_stays(folder, half):
    whole = json.dumps("\N{GRINNING FACE}").strip('"').encode()
    put(folder, ex1=FIRST.encode().replace(b"Speech is cut", b"[" + half + b"]" + whole))
    assert leave_unreadable_out(folder / "ex1.ipynb") == []
    text = nbformat.read(folder / "ex1.ipynb", as_version=4).cells[1].source
    assert text.startswith(("[]\N{GRINNING FACE} into", "[ ]\N{GRINNING FACE} into"))


def test_a_file_above_the_bound_is_not_opened_and_one_at_the_bound_is(folder, monkeypatch):
    monkeypatch.setattr(left_out, "LARGEST", len(FIRST.encode()))
    put(folder, ex1=FIRST, ex2=FIRST + " ")
    assert leave_unreadable_out(folder / "ex1.ipynb") == []
    (note,) = leave_unreadable_out(folder / "ex2.ipynb")
    assert "is larger than" in note


def test_folders_with_a_notebooks_name_are_kept_with_all_that_is_in_them(folder):
    (folder / "ex1.ipynb" / "ex2.ipynb").mkdir(parents=True)
    put(folder / "ex1.ipynb" / "ex2.ipynb", ex3="no notebook")
    notes = tidy(folder, EXPECTED)
    assert [note.split(";")[0] for note in notes[:2]] == [
        "ex1.ipynb/ex2.ipynb/ex3.ipynb is no notebook (NotJSONError)",
        "ex1.ipynb/ex2.ipynb is a folder",
    ]
    assert names(folder)[-1] == "ex1.ipynb.unreadable/ex2.ipynb.unreadable/ex3.ipynb.unreadable"


def test_a_second_file_set_aside_takes_no_other_ones_place(folder):
    for number, word in enumerate(["first", "second", "third"]):
        (folder / "ex1.ipynb").write_text(word)
        said = leave_out(folder / "ex1.ipynb", "is odd")
        name = f"ex1.ipynb.unreadable{number or ''}"
        assert said == "ex1.ipynb is odd; it was left out"
        assert (folder / name).read_text() == word


@pytest.mark.parametrize("letter", ["x", "ß"])
def test_a_file_with_the_longest_of_names_is_set_aside_too(folder, letter):
    name = letter * (249 // len(letter.encode())) + ".ipynb"
    for word in ("first", "second"):
        (folder / name).write_text(word)
        leave_out(folder / name, "is odd")
    assert sorted(path.read_text() for path in folder.iterdir()) == ["first", "second"]


@pytest.mark.parametrize(
    "place", [".ipynb_checkpoints/ex1-checkpoint", "__MACOSX/._ex1", ".Trash/deep/ex1", "._ex1"]
)
@pytest.mark.parametrize("data", [FIRST, "no notebook"])
def test_what_a_system_keeps_for_itself_never_competes_and_raises_no_alarm(folder, place, data):
    put(folder, **{"ex1 (1)": FIRST}, ex2=SECOND)
    path = folder / f"{place}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data)
    assert tidy(folder, EXPECTED) == [
        "ex1.ipynb was handed in as ex1 (1).ipynb; it was copied to its name"
    ]
    assert path.read_text() == data


def test_a_note_gives_the_path(folder):
    put(folder, ex1=FIRST, ex2=SECOND, **{"a/b/ex1": ""})
    assert tidy(folder, EXPECTED)[0].startswith("a/b/ex1.ipynb is empty")


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


# Several versions of one notebook.


@pytest.mark.parametrize("copy", ["ex1-Copy1", "ex1 (1)", "hw3/ex1", "ex1_final", "EX1"])
@pytest.mark.parametrize("untouched", [{}, {"framing": "def framing(x): return x"}])
def test_of_two_versions_the_one_that_answers_more_counts(folder, copy, untouched):
    put(folder, ex1=version(**untouched), ex2=SECOND, **{copy: FIRST})
    shown = f"{copy.replace('_', ' ')}.ipynb"
    assert tidy(folder, EXPECTED) == [
        f"{shown} answers 2 cells and ex1.ipynb answers {len(untouched)}; {shown} counts"
    ]
    assert (folder / "ex1.ipynb").read_text() == FIRST
    assert (folder / "ex1.ipynb.replaced").read_text() == version(**untouched)
    assert tidy(folder, EXPECTED) == []


def test_an_older_copy_beside_the_notebook_that_is_there_is_no_matter(folder):
    put(folder, ex1=FIRST, ex2=SECOND, ex1_old=version(), ex1_same=FIRST)
    assert tidy(folder, EXPECTED) == []
    assert (folder / "ex1.ipynb").read_text() == FIRST


def test_of_two_versions_that_answer_as_much_the_released_name_counts_and_a_person_is_told(folder):
    other = version(framing="def framing(x): return x", window="window = 3")
    put(folder, ex1=FIRST, ex2=SECOND, **{"hw3/ex1": other})
    assert tidy(folder, EXPECTED) == [
        "ex1.ipynb and hw3/ex1.ipynb answer as many cells, and differently; ex1.ipynb counts. "
        "Ask which one is meant"
    ]
    assert (folder / "ex1.ipynb").read_text() == FIRST


def test_more_notebooks_than_anybody_keeps_are_not_all_read_and_it_is_said(folder, monkeypatch):
    monkeypatch.setattr(renamed, "MOST", 2)
    put(folder, ex1=version(), ex2=SECOND, **{"deep/ex1": FIRST})
    assert tidy(folder, EXPECTED) == [
        "more than 2 notebooks were handed in; those below them are not read"
    ]


def test_answers_in_merged_cells_are_counted(folder):
    merged = "def framing(x): return x\n\n\nwindow = [1]"
    cells = [each for each in released() if each.id != "window"]
    cell_named(cells, "framing").source = merged
    put(folder, ex1=version(window="window = 3"), ex2=SECOND, mine=notebook_text(cells))
    assert "mine.ipynb counts" in tidy(folder, EXPECTED)[0]


@pytest.mark.parametrize("name", ["ex1.ipynb.txt", "ex1.ipynb.json", "ex1.IPYNB", "ex1", "a/b.bak"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_notebook_is_what_parses_as_one(folder, name, encoding):
    put(folder, ex2=SECOND)
    (folder / "a").mkdir()
    (folder / name).write_bytes(FIRST.encode(encoding))
    assert tidy(folder, EXPECTED) == [
        f"ex1.ipynb was handed in as {name}; it was copied to its name"
    ]
    assert (folder / "ex1.ipynb").read_text() == FIRST


def test_a_notebook_without_any_grade_id_is_asked_of_nobody(folder):
    put(folder, ex1=FIRST)
    assert name_renamed(folder, {**EXPECTED, "intro.ipynb": Plan([], set())}) == []


def test_of_two_that_are_the_same_one_is_taken(folder):
    put(folder, ex1_1=FIRST, ex1_2=FIRST, ex2=SECOND)
    assert name_renamed(folder, EXPECTED) == [
        "ex1.ipynb was handed in as ex1 1.ipynb; it was copied to its name"
    ]


def test_of_two_that_differ_and_could_be_the_one_none_is_taken(folder):
    put(folder, ex1_1=FIRST, ex1_2=version(**{**FILLED, "window": "window = 3"}))
    assert name_renamed(folder, EXPECTED) == [
        "ex1.ipynb could be any of ex1 1.ipynb, ex1 2.ipynb; copy the one that counts to ex1.ipynb"
    ]
    assert not (folder / "ex1.ipynb").exists()


def test_all_renamed_notebooks_find_their_names(folder):
    put(folder, b=FIRST, a=SECOND)
    assert len(name_renamed(folder, EXPECTED)) == 2
    assert (folder / "ex1.ipynb").read_text() == FIRST
    assert (folder / "ex2.ipynb").read_text() == SECOND


def test_two_that_were_swapped_are_swapped_back(folder):
    put(folder, ex1=SECOND, ex2=FIRST)
    assert tidy(folder, EXPECTED) == [
        "ex2.ipynb answers 2 cells and ex1.ipynb answers 0; ex2.ipynb counts",
        "ex1.ipynb answers 1 cells and ex2.ipynb answers 0; ex1.ipynb counts",
    ]
    assert (folder / "ex1.ipynb").read_text() == FIRST
    assert (folder / "ex2.ipynb").read_text() == SECOND
    assert names(folder) == ["ex1.ipynb", "ex2.ipynb"]


def test_a_notebook_under_another_ones_name_is_copied_to_its_own(folder):
    put(folder, ex2=FIRST)
    assert tidy(folder, EXPECTED) == [
        "ex1.ipynb was handed in as ex2.ipynb; it was copied to its name"
    ]


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


# Work in a notebook of one's own.

THREE = {**EXPECTED, "ex3.ipynb": Plan([answer("gmm", "gmm = None")], set())}
SOLVED = {"framing": FILLED["framing"], "window": FILLED["window"], "train": "def train(): pass"}
SOLVED |= {"classifier": "classifier = train()", "gmm": "gmm = 3"}


def own(*names, before=()):
    """A notebook without any of the given cells."""
    return notebook_text([new_code_cell(each) for each in (*before, *map(SOLVED.get, names))])


def test_solved_work_in_a_notebook_of_ones_own_counts_for_a_blank_one(folder):
    put(folder, ex1=version(), ex2=SECOND, Untitled=own("window", before=["import numpy"]))
    assert tidy(folder, EXPECTED) == [
        "Untitled.ipynb answers 1 cells and ex1.ipynb answers 0; Untitled.ipynb counts"
    ]
    put(folder, ex1=FIRST, ex2=notebook_text([]), Untitled=own("classifier"))
    assert tidy(folder, EXPECTED) == [
        "Untitled.ipynb answers 1 cells and ex2.ipynb answers 0; Untitled.ipynb counts"
    ]
    assert (folder / "ex2.ipynb").read_text() == (folder / "Untitled.ipynb").read_text()


def test_one_notebook_of_ones_own_counts_for_all_that_are_blank(folder):
    blank, whole = notebook_text([]), own(*SOLVED)
    put(folder, ex1=version(), ex2=blank, ex3=blank, all=whole)
    notes = tidy(folder, THREE)
    assert [note.split(";")[-1] for note in notes] == [" all.ipynb counts"] * 3
    assert {(folder / name).read_text() for name in [*THREE, "all.ipynb"]} == {whole}


def test_what_is_answered_only_in_a_version_that_does_not_count_is_named(folder):
    put(folder, ex1=version(framing=FILLED["framing"]), ex2=SECOND, mine=own("window"))
    first, second = tidy(folder, EXPECTED)
    assert first.startswith("ex1.ipynb and mine.ipynb answer as many cells, and differently; ex1")
    assert second == (
        "mine.ipynb answers window, which ex1.ipynb leaves open; that gets nothing. Where it is "
        "meant, copy it into ex1.ipynb"
    )


def test_a_scratch_notebook_with_fewer_answers_takes_nobodys_place(folder):
    put(folder, ex1=FIRST, ex2=SECOND, scratch=own("window", before=["window * 2"]))
    assert tidy(folder, EXPECTED) == []
    assert (folder / "ex1.ipynb").read_text() == FIRST


def test_a_notebook_of_something_else_answers_nothing(folder):
    other = notebook_text([new_code_cell("print(1)"), new_markdown_cell("Dear diary")])
    plan = Plan([*EXPECTED["ex1.ipynb"].cells, answer("levels", "TODO", "markdown")], set())
    only = version(framing=FILLED["framing"])
    put(folder, ex1=only, notes=other)
    said = tidy(folder, {"ex1.ipynb": plan, "ex2.ipynb": EXPECTED["ex2.ipynb"]})
    assert said == ["ex2.ipynb was not handed in; it gets no points"]
    assert (folder / "ex1.ipynb").read_text() == only


def test_code_beside_a_blank_notebook_is_named_and_a_module_beside_a_filled_one_is_not(folder):
    code = f"import numpy\n\n\n{FILLED['framing']}\n"
    (folder / "ex1.py").write_text(code)
    put(folder, ex1=version(), ex2=SECOND)
    [note] = tidy(folder, EXPECTED)
    assert note.startswith("ex1.py defines framing, and no notebook answers ex1.ipynb; only")
    put(folder, ex1=version(framing="from ex1 import framing"), ex2=SECOND)
    assert tidy(folder, EXPECTED) == []


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
    made.coursedir, made.config = directory, Config()
    made.log = SimpleNamespace(warning=lambda form, *words: said.append(form % words))
    made.said, made.graded, made.course = said, graded, course
    return made


def run(converter):
    intake.put_in_order_before_grading()
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
    def broken(folder, expected, zone):
        if folder.parent.name == "ann":
            raise RuntimeError("a bad day")
        return []

    monkeypatch.setattr(intake, "tidy", broken)
    for student in ("ann", "ben"):
        converter.course.submit(student, {"ex1.ipynb": notebook_text(filled())})
    run(converter)
    assert converter.graded == ["ben"]
    assert converter.said == [
        "[note] ann: hw3 cannot be put in order (RuntimeError: a bad day); it was left out"
    ]


def test_only_the_chosen_student_is_put_in_order(converter):
    for student in ("ann", "ben"):
        converter.course.submit(student, {"my ex1.ipynb": notebook_text(filled())})
    converter.coursedir.student_id = "ben"
    run(converter)
    assert not (converter.course.folder("submitted", "ann") / "ex1.ipynb").exists()
    assert (converter.course.folder("submitted", "ben") / "ex1.ipynb").exists()


def test_the_step_is_put_before_nbgraders_once(converter):
    intake.put_in_order_before_grading()
    first = intake.Autograde.init_notebooks
    intake.put_in_order_before_grading()
    assert intake.Autograde.init_notebooks is first


def test_the_names_of_a_notebook_are_its_ids_and_what_its_answers_define(converter):
    found = intake.released(converter.coursedir)
    assert {name: names_of_plan(plan) for name, plan in found.items()} == {
        "ex1.ipynb": {"framing", "framing_function", "test_framing"},
        "ex2.ipynb": {"train", "train_function"},
    }


def test_nothing_is_read_of_an_assignment_that_nobody_handed_in(converter, monkeypatch):
    monkeypatch.setattr(intake, "read_plan", None)
    run(converter)
    assert converter.graded == converter.said == []
