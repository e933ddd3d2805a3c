"""Marks leave the gradebook as other programs read them, and none is above its maximum."""

import contextlib
import csv
import sqlite3
from datetime import datetime

import made_up_course
import pytest
from made_up_course import course_in, empty_gradebook, enrol, hand_in
from nbgrader.api import Gradebook

from examiner.marks.exports import CanvasExport, MarksExport, MoodleExport, TaskExport

ALL = {"test_framing": 1.0, "test_framing_tail": 0.5, "test_train": 1.5}
DUE, LATE = datetime(2026, 12, 2, 9), datetime(2026, 12, 2, 10)


@pytest.fixture
def course(tmp_path):
    course = course_in(tmp_path / "course")
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.find_assignment("hw3").duedate = DUE
        gradebook.db.commit()
    return course


def export(course, kind, marked=True, **options):
    """Rows of the file that an export writes; of a class where nothing waits any more."""
    path = course.root / "marks.csv"
    if marked:
        with contextlib.closing(sqlite3.connect(course.root / "gradebook.db")) as tables, tables:
            tables.execute("update grade set needs_manual_grade = 0")
    with Gradebook(course.gradebook_url) as gradebook:
        kind(to=str(path), **options).export(gradebook)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def by_name(rows):
    head, *rest = rows
    return [dict(zip(head, row, strict=True)) for row in rest]


def test_moodle_gets_a_line_for_each_student_in_the_order_of_their_ids(course):
    hand_in(course, "2", auto=ALL, manual={"answer_levels": 1.25})
    hand_in(
        course, "1", auto={"test_train": 0.1}, last_name="Łukasz", first_name="Zoë", email="z@x"
    )
    enrol(course, "3", last_name="Gone")
    assert export(course, MoodleExport) == [
        ["ID number", "Last name", "First name", "Email address", "Assignment: hw3 (Real)"],
        ["1", "Łukasz", "Zoë", "z@x", "0.1"],
        ["2", "", "", "", "4.25"],
        ["3", "Gone", "", "", ""],
    ]


def test_canvas_gets_the_possible_points_and_names_as_it_writes_them(course):
    hand_in(course, "1", auto=ALL, last_name="King", first_name="Ada", lms_user_id="77")
    hand_in(course, "2", last_name="Solo")
    enrol(course, "3")
    assert export(course, CanvasExport) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "hw3"],
        ["Points Possible", "", "", "", "", "5"],
        ["King, Ada", "77", "1", "", "", "3"],
        ["Solo", "", "2", "", "", "0"],
        ["", "", "3", "", "", ""],
    ]


def test_tasks_and_exercises_have_a_column_each_that_sum_up(course):
    hand_in(course, "ann", auto=ALL, manual={"answer_levels": 2.0, "test_framing_tail": 0.25})
    enrol(course, "ben")
    ann, ben = by_name(export(course, TaskExport))
    assert list(ann)[4:] == [
        "late",
        "sum",
        "ex1",
        "ex2",
        "ex1: answer_levels",
        "ex1: framing",
        "ex2: train",
    ]
    assert list(ann.values())[4:] == ["", "4.75", "3.25", "1.5", "2", "1.25", "1.5"]
    # Who handed nothing in has no mark; a 0 would be one.
    assert set(list(ben.values())[5:]) == {""}


def test_a_late_submission_counts_nothing_and_shows_what_it_would_have(course):
    hand_in(course, "ann", auto=ALL, arrived=LATE)
    hand_in(course, "ben", auto=ALL, arrived=DUE)
    ann, ben = by_name(export(course, TaskExport))
    assert (ann["late"], ann["sum"], ann["ex1"]) == ("disregarded", "0", "1.5")
    assert (ben["late"], ben["sum"], ben["ex1"]) == ("", "3", "1.5")
    assert [row[-1] for row in export(course, MoodleExport)[1:]] == ["0", "3"]
    assert [row[-1] for row in export(course, CanvasExport)[2:]] == ["0", "3"]


# What a spreadsheet would take for something else.


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_text_that_a_spreadsheet_would_run_is_marked_as_text(course, start):
    text = f"{start}cmd()"
    number = f"{start}77"
    hand_in(course, text, last_name=text, first_name=text, email=text, lms_user_id=number)
    for kind in (MoodleExport, TaskExport):
        assert export(course, kind)[1][:4] == [f"'{text}"] * 4
    _, _, line = export(course, CanvasExport)
    assert line[:3] == [f"'{text}, {text}", f"'{number}", f"'{text}"]


def test_a_text_that_begins_with_a_return_is_marked_too(course):
    hand_in(course, "1")
    hand_in(course, "2", last_name="\r=cmd()")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv, "reader", list)
        export(course, MoodleExport)
    assert b"2,' =cmd()," in (course.root / "marks.csv").read_bytes()


@pytest.mark.parametrize("text", ["a=1", " =x", 'King, "Ada"', "two\nlines", "O'Neill", "李"])
def test_another_text_stays_as_it_is(course, text):
    hand_in(course, "1", last_name=text)
    assert export(course, MoodleExport)[1][1] == text


def test_numbers_have_no_noise_and_a_negative_one_stays_a_number(course):
    hand_in(course, "1", auto={"test_framing": 0.1, "test_train": 0.2}, manual={"answer_levels": 0})
    hand_in(course, "2", manual={"answer_levels": -0.5})
    assert [row[-1] for row in export(course, MoodleExport)[1:]] == ["0.3", "-0.5"]


def test_the_file_starts_with_the_mark_that_excel_needs_and_has_lines_of_unix(course):
    hand_in(course, "1")
    export(course, MoodleExport)
    data = (course.root / "marks.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfID number,") and b"\r" not in data


# What is not exported.


@pytest.mark.parametrize("kind", [TaskExport, MoodleExport, CanvasExport])
def test_a_mark_above_its_maximum_is_refused_for_that_one_by_name(course, kind, capsys):
    hand_in(course, "ann", auto=ALL, manual={"answer_levels": 20.0}, extra={"answer_levels": 1.0})
    hand_in(course, "ben", auto=ALL)
    rows = export(course, kind)
    assert not any("ann" in row for row in rows) and any("ben" in row for row in rows)
    assert capsys.readouterr().out.split("\n")[:2] == [
        "Not exported, for a mark is above its maximum:",
        "  ann, answer_levels: 20 of 2",
    ]


def test_extra_credit_is_exported_as_what_it_is(course, capsys):
    hand_in(course, "ann", auto=ALL, extra={"test_train": 0.5, "test_framing": 0.25})
    hand_in(course, "ben", auto=ALL)
    hand_in(course, "cem", auto=ALL, extra={"test_train": 0.5}, arrived=LATE)
    ann, ben, cem = by_name(export(course, TaskExport))
    assert (ann["sum"], ann["ex2"], ann["ex2: train"], ann["extra credit"]) == (
        "3.75",
        "1.5",
        "1.5",
        "0.75",
    )
    assert (ben["sum"], ben["extra credit"], cem["sum"]) == ("3", "0", "0")
    assert [row[-1] for row in export(course, MoodleExport)[1:]] == ["3.75", "3", "0"]
    assert "Not exported" not in capsys.readouterr().out


@pytest.mark.parametrize(("over", "refused"), [(1e-12, False), (1e-6, True)])
def test_a_rounding_is_not_above_the_maximum(course, over, refused):
    hand_in(course, "ann", auto={"test_framing": 1.0 + over})
    assert len(export(course, MoodleExport)) == (1 if refused else 2)


def test_only_the_named_students_are_exported(course, capsys):
    for student in ("1", "2", "3"):
        hand_in(course, student, auto=ALL)
    rows = export(course, MoodleExport, student=["3", 1, "nobody"])
    assert [row[0] for row in rows[1:]] == ["1", "3"]
    assert "Not in the gradebook, and not exported: nobody." in capsys.readouterr().out


def test_where_none_of_the_named_students_is_known_nothing_is_exported(course):
    hand_in(course, "1", auto=ALL)
    with pytest.raises(SystemExit, match="nobody is left"):
        export(course, MoodleExport, student=["nobody"])
    assert not (course.root / "marks.csv").exists()


def test_a_class_without_students_gives_a_header(course):
    assert len(export(course, MoodleExport)) == 1
    assert len(export(course, TaskExport)) == 1
    assert len(export(course, CanvasExport)) == 2


# Which assignment.


def test_of_two_assignments_the_named_one_is_exported(course):
    hand_in(course, "1", auto=ALL)
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.add_assignment("hw4")
    assert export(course, MoodleExport, assignment=["hw3"])[1][-1] == "3"
    assert export(course, MoodleExport, assignment=["hw4"])[1][-1] == ""


@pytest.mark.parametrize("chosen", [[], ["hw5"], ["hw3", "hw4"]])
def test_no_one_assignment_is_asked_for_with_the_names_that_there_are(course, chosen):
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.add_assignment("hw4")
    with pytest.raises(
        SystemExit, match=r"Name one assignment: .* There are: (hw3, hw4|hw4, hw3)\."
    ):
        export(course, MoodleExport, assignment=chosen)


def test_a_gradebook_without_assignments_exports_nothing(tmp_path):
    with (
        empty_gradebook(tmp_path / "gradebook.db") as gradebook,
        pytest.raises(SystemExit, match="Name one assignment"),
    ):
        MoodleExport(to=str(tmp_path / "x.csv")).export(gradebook)


# What is said.


@pytest.mark.parametrize("kind", [TaskExport, MoodleExport, CanvasExport])
def test_while_answers_wait_nothing_is_exported_unless_it_says_so(course, kind):
    hand_in(course, "1", auto=ALL)
    hand_in(course, "2", auto={}, manual=dict.fromkeys(ALL, 0.0))
    hand_in(course, "3", auto=ALL, manual={"answer_levels": 1.0})
    with pytest.raises(SystemExit, match=r"answers of 2 students wait to be marked \(1, 2\)"):
        export(course, kind, marked=False)
    assert not (course.root / "marks.csv").exists()
    head, *rows = export(course, kind, marked=False, partial=True)
    if kind is CanvasExport:
        assert "partial" not in head and len(rows) == 4
    else:
        assert head[-1] == "partial"
        assert [row[-1] for row in rows] == ["1 not marked", "1 not marked", ""]


def test_who_waits_and_is_not_asked_for_keeps_nobody_back(course):
    hand_in(course, "1", auto=ALL)
    hand_in(course, "3", auto=ALL, manual={"answer_levels": 1.0})
    assert len(export(course, MoodleExport, marked=False, student=["3"])) == 2


def test_a_participant_number_is_nobodys_id_number(course):
    hand_in(course, "participant-98766", auto=ALL)
    with pytest.raises(SystemExit, match=r"cannot match participant-98766, .*examiner return hw3"):
        export(course, MoodleExport)
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.update_or_create_student("participant-98766", email="a@x")
    assert export(course, MoodleExport)[1] == ["", "", "", "a@x", "3"]


def test_canvas_own_number_is_no_other_number(course):
    hand_in(course, "77", auto=ALL, lms_user_id="77")
    assert export(course, CanvasExport)[2][1:3] == ["77", ""]


def test_nothing_is_said_of_waiting_where_all_is_marked(course, capsys):
    hand_in(course, "3", auto=ALL, manual={"answer_levels": 1.0})
    export(course, MoodleExport)
    assert "marked" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "name"),
    [(TaskExport, "marks.csv"), (MoodleExport, "moodle.csv"), (CanvasExport, "canvas.csv")],
)
def test_without_a_name_the_file_has_its_own(course, tmp_path, monkeypatch, kind, name):
    monkeypatch.chdir(tmp_path)
    with Gradebook(course.gradebook_url) as gradebook:
        kind().export(gradebook)
    assert (tmp_path / "dist" / f"hw3-{name}").exists()
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".csv"] == []


def test_what_the_exports_share_writes_no_lines_of_its_own(course):
    with pytest.raises(NotImplementedError):
        export(course, MarksExport)


def test_a_name_that_two_notebooks_have_is_a_column_of_each(tmp_path, monkeypatch):
    monkeypatch.setattr(made_up_course, "TESTS", {"ex1": {"test_q1": 1.0}, "ex2": {"test_q1": 2.0}})
    monkeypatch.setattr(made_up_course, "ANSWERS", {"ex1": {"q1": None}, "ex2": {"q1": None}})
    monkeypatch.setattr(made_up_course, "_assignment", made_up_course._assignment.__wrapped__)
    course = course_in(tmp_path / "course")
    hand_in(course, "ann", auto={"test_q1": 1.0})
    with contextlib.closing(sqlite3.connect(course.root / "gradebook.db")) as tables, tables:
        tables.execute(
            "update grade set auto_score = 0.5 where notebook_id in (select s.id from "
            "submitted_notebook s join notebook n on n.id = s.notebook_id where n.name = 'ex2')"
        )
    (ann,) = by_name(export(course, TaskExport))
    assert list(ann.items())[5:] == [
        ("sum", "1.5"),
        ("ex1", "1"),
        ("ex2", "0.5"),
        ("ex1: q1", "1"),
        ("ex2: q1", "0.5"),
    ]
