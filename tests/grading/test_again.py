"""Who is to be graded by the status is who is graded next: else it would say so for ever."""

import pytest
from made_up_course import course_in, graded_long_ago, hand_in, put_graded
from traitlets.config import Config

from examiner.grading import grade as module
from examiner.grading.grade import _changed, _digest, extended_in_vain
from examiner.grading.parcels import Assignment, read_submission
from examiner.grading.record import Record
from examiner.grading.remembered import Remembered
from examiner.marks.standing import standing_of

HW3 = Assignment("hw3", {}, b"", "what is asked")
DUE, LATER = "2026-12-02 09:59 Europe/Berlin", "2026-12-04 09:59 Europe/Berlin"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """One who was graded, and came between the two deadlines."""
    course = course_in(tmp_path / "course")
    deadline(monkeypatch, DUE)
    course.submit("ada", {"ex1.ipynb": "{}"})
    hand_in(course, "ada", auto={"test_framing": 1.0})
    put_graded(course, "ada", ex1=[])
    (course.root / "submitted/ada/hw3.arrived").write_text("2026-12-03 12:00:00 UTC")
    submission = read_submission(course, "ada")
    Remembered(course).write("ada", digest=_digest(HW3, submission))
    return course


def deadline(monkeypatch, deadline, **extensions):
    longer = {student: {"hw3": until} for student, until in extensions.items()}
    own = Config(Deadline={"deadlines": {"hw3": deadline}, "extensions": longer})
    monkeypatch.setattr(module, "config_of_the_kit", lambda: own)
    return own.Deadline


def again(course):
    return list(_changed(course, HW3, Record(course), None, False))


def is_graded(course):
    return [each.graded for each in standing_of(course)] == [True]


def test_what_did_not_change_is_not_graded_again(course):
    assert is_graded(course) and again(course) == []


def test_who_was_stopped_while_being_saved_is_graded_again(course):
    Remembered(course).forget("ada")
    assert not is_graded(course) and again(course) == ["ada"]


def test_who_was_graded_by_nbgrader_and_hands_in_anew_is_graded_again(course):
    (course.root / "autograded/ada/hw3.graded").unlink()
    graded_long_ago(course, "ada")
    assert not is_graded(course) and again(course) == ["ada"]


def test_who_hands_in_anew_is_graded_again(course):
    graded_long_ago(course, "ada")
    course.submit("ada", {"ex1.ipynb": "[]"})
    assert not is_graded(course) and again(course) == ["ada"]


@pytest.mark.parametrize("moved", [{"deadline": LATER}, {"deadline": DUE, "ada": LATER}])
def test_whom_a_deadline_that_moved_makes_punctual_is_graded_again(course, monkeypatch, moved):
    deadline(monkeypatch, **moved)
    assert again(course) == ["ada"]


def test_the_same_that_comes_once_more_is_not_graded_and_does_not_wait_for_it(course):
    graded_long_ago(course, "ada")
    (course.root / "submitted/ada/hw3.arrived").write_text("2026-12-03 12:00:00 UTC")
    assert not is_graded(course)
    assert again(course) == [] and is_graded(course)


def test_an_extension_under_a_name_that_nobody_has_is_told(course, monkeypatch):
    own = deadline(monkeypatch, DUE, ada=LATER, **{"Ada Lovelace": LATER, "participant-11": LATER})
    own.extensions["ben"] = {"hw2": LATER}
    assert extended_in_vain(course, own) == ["Ada Lovelace", "participant-11"]


def test_who_has_longer_and_hands_in_later_is_no_stranger(course, monkeypatch):
    hand_in(course, "on the list")
    course.submit("came", {"ex1.ipynb": "{}"})
    own = deadline(monkeypatch, DUE, **{"on the list": LATER, "came": LATER})
    assert extended_in_vain(course, own) == []
    assert extended_in_vain(course, Config().Deadline) == []


def test_the_command_says_whose_extension_is_in_vain(course, monkeypatch, capsys):
    deadline(monkeypatch, DUE, **{"Ada Lovelace": LATER})
    monkeypatch.setattr(module, "read_assignment", lambda _: HW3)
    monkeypatch.setattr(module, "undrawn_tests", lambda _: [])
    module.grade_class(course, unsafe=True)
    said = capsys.readouterr().out
    assert "gives Ada Lovelace longer, and nobody is called so here" in said
    deadline(monkeypatch, DUE)
    module.grade_class(course, unsafe=True)
    assert "longer" not in capsys.readouterr().out
