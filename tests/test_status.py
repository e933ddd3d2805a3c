"""What is done, and what is next: counted from the files and the gradebook."""

from datetime import datetime

import pytest
from made_up_course import (
    course_in,
    enrol,
    graded_long_ago,
    hand_in,
    notebook_text,
    put_graded,
)
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from examiner import kit
from examiner.collecting.collected import REFUSED, Collected, Outcome
from examiner.course import Course
from examiner.grading.record import Record
from examiner.grading.remembered import Remembered
from examiner.marks import standing
from examiner.marks.fresh import what_is_shown
from examiner.status import feedback_zip, status_of, tell_all

ALL = {"test_framing": 1.0, "test_framing_tail": 0.5, "test_train": 1.5}
DUE, LATER = "2026-12-02 09:59 Europe/Berlin", "2026-12-04 09:59 Europe/Berlin"
ARRIVED = datetime(2026, 12, 3, 12)  # between the two


@pytest.fixture
def course(tmp_path):
    return course_in(tmp_path / "course")


def submit(course, student):
    course.submit(student, {"ex1.ipynb": notebook_text([])})


def grade(course, student, **marks):
    submit(course, student)
    hand_in(course, student, auto=ALL, **marks)
    put_graded(course, student, ex1=[], ex2=[])
    Remembered(course).write(student, digest="x")


def remember_nothing(course):
    """As nbgrader's own command leaves it."""
    (course.root / "autograded/1/hw3.graded").unlink()


def give_feedback(course, student):
    directory = CourseDirectory(root=str(course.root), db_url=course.gradebook_url)
    pages = course.folder("feedback", student)
    pages.mkdir(parents=True, exist_ok=True)
    shown = what_is_shown(directory, "hw3", student)
    pages.with_name("hw3.made").write_text(shown)


def export(course):
    feedback_zip(course).parent.mkdir(exist_ok=True)
    feedback_zip(course).write_bytes(b"")


def test_a_course_without_a_makefile_reads_the_commands_themselves(tmp_path, monkeypatch):
    monkeypatch.setattr(kit, "KIT", tmp_path)
    assert kit.step("collect") == "python -m examiner collect download.zip"
    (tmp_path / "Makefile").write_text("all:\n\techo\n\ngrade:\n\techo\n")
    assert (kit.step("grade"), kit.step("mark")) == ("make grade", "python -m examiner mark")


def test_an_assignment_that_is_not_in_the_gradebook_is_to_be_released(tmp_path):
    (tmp_path / "source" / "hw3").mkdir(parents=True)
    course = Course(tmp_path, "hw3")
    assert status_of(course).line == "hw3: not released. Next: make release"
    assert not (tmp_path / "gradebook.db").exists()


def test_where_nobody_handed_in_collecting_is_next(course):
    enrol(course, "1")
    line = "hw3: nobody of 1 handed in. Next: make collect FROM=download.zip"
    assert status_of(course).line == line


def test_a_class_is_counted_part_by_part_and_each_step_leads_to_the_next(course):
    enrol(course, "5", first_name="Eve")
    for student in ("1", "2", "3"):
        submit(course, student)
    refused = Outcome("Dov_4_file", "4", "Dov", REFUSED, "a PDF alone")
    nobodys = Outcome("Archive.zip", "", "", REFUSED, "nothing says whose it is")
    Collected(course).write([Outcome("A", "1", "Ann"), refused, nobodys])
    assert status_of(course).line == (
        "hw3: 3 of 5 handed in, 2 refused, 0 graded, 3 to be graded, not exported. Next: make grade"
    )
    grade(course, "1", manual={"answer_levels": 1.0})
    grade(course, "2")
    Remembered(course).write("3", error="no memory")
    assert status_of(course).line == (
        "hw3: 3 of 5 handed in, 2 refused, 2 graded, 1 broken, 1 answer waits to be marked, "
        "feedback older than marks for 2, not exported. Next: make mark"
    )
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.find_grade("answer_levels", "ex1", "hw3", "2").manual_score = 0.5
        gradebook.db.commit()
    give_feedback(course, "1")
    assert status_of(course).next == "make return"
    assert "feedback older than marks for 1," in status_of(course).line
    give_feedback(course, "2")
    assert "not exported. Next: make return" in status_of(course).line
    export(course)
    assert status_of(course).line == (
        "hw3: 3 of 5 handed in, 2 refused, 2 graded, 1 broken, exported. All done."
    )


def test_a_mark_that_changes_after_the_export_makes_it_old(course):
    grade(course, "1", manual={"answer_levels": 1.0})
    give_feedback(course, "1")
    export(course)
    assert status_of(course).next == ""
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.find_grade("answer_levels", "ex1", "hw3", "1").manual_score = 2
        gradebook.db.commit()
    assert status_of(course).next == "make return"
    give_feedback(course, "1")
    assert status_of(course).next == "make return"


def test_what_comes_in_after_it_was_graded_is_to_be_graded_again(course):
    grade(course, "1", manual={"answer_levels": 1.0})
    (course.folder("submitted", "1") / "ex2.ipynb").write_text("{}")
    assert "0 graded, 1 to be graded" in status_of(course).line
    assert status_of(course).next == "make grade"


def test_without_a_word_each_part_stands_beside_its_command(course, capsys):
    submit(course, "1")
    tell_all(course.root)
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.endswith("Next: make grade")
    assert [line.split() for line in rest][-2:] == [
        ["1", "to", "be", "graded", "make", "grade"],
        ["not", "exported", "make", "return"],
    ]


def test_who_was_being_saved_when_grading_stopped_is_to_be_graded(course):
    grade(course, "1", manual={"answer_levels": 1.0})
    assert "1 graded, feedback" in status_of(course).line
    # From here on a part of it is saved, and perhaps not all.
    Remembered(course).forget("1")
    assert "0 graded, 1 to be graded" in status_of(course).line
    Remembered(course).write("1", digest="x")
    assert "1 graded, feedback" in status_of(course).line


def test_who_was_stopped_by_a_kit_that_left_no_word_is_to_be_graded_too(course):
    grade(course, "1", manual={"answer_levels": 1.0})
    remember_nothing(course)
    graded_long_ago(course, "1")
    assert "0 graded, 1 to be graded" in status_of(course).line
    # nbgrader removes the old notebooks before it writes the new ones.
    for path in course.notebooks("autograded", "1"):
        path.unlink()
    assert "0 graded, 1 to be graded" in status_of(course).line


def test_who_was_graded_by_nbgraders_own_command_is_graded_until_they_hand_in_anew(course):
    grade(course, "1", manual={"answer_levels": 1.0})
    remember_nothing(course)
    assert "1 graded, feedback" in status_of(course).line
    graded_long_ago(course, "1")
    assert "0 graded, 1 to be graded" in status_of(course).line


def deadline(monkeypatch, deadlines, extensions):
    own = Config(Deadline={"deadlines": deadlines, "extensions": extensions})
    monkeypatch.setattr(standing, "config_of_the_kit", lambda: own)
    return own.Deadline


def test_a_deadline_that_moved_touches_those_whom_it_makes_late_or_punctual(course, monkeypatch):
    for student in ("1", "2"):
        grade(course, student, manual={"answer_levels": 1.0}, arrived=ARRIVED)
    grade(course, "3", manual={"answer_levels": 1.0})
    Record(course).deadline(deadline(monkeypatch, {"hw3": DUE}, {"2": {"hw3": LATER}}))
    assert "3 graded, feedback" in status_of(course).line
    deadline(monkeypatch, {"hw3": DUE}, {each: {"hw3": LATER} for each in "12"})
    assert "2 graded, 1 to be graded" in status_of(course).line
    deadline(monkeypatch, {"hw3": DUE}, {"1": {"hw3": LATER}})
    assert "1 graded, 2 to be graded" in status_of(course).line
    deadline(monkeypatch, {"hw3": LATER}, {"2": {"hw3": DUE}})
    assert "1 graded, 2 to be graded" in status_of(course).line


@pytest.mark.parametrize("due", [None, datetime(2026, 12, 2)])
@pytest.mark.parametrize("own", [{}, {"Deadline": {"deadlines": {}}}])
def test_a_course_without_a_deadline_of_the_kits_keeps_nbgraders(course, monkeypatch, due, own):
    monkeypatch.setattr(standing, "config_of_the_kit", lambda: Config(own))
    grade(course, "1", manual={"answer_levels": 1.0}, arrived=ARRIVED)
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.find_assignment("hw3").duedate = due
        gradebook.db.commit()
    assert "1 graded, feedback" in status_of(course).line
