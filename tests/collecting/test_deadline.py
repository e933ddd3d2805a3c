"""The deadline is what the configuration says, and what comes later is disregarded."""

from datetime import datetime, timedelta

import pytest
from made_up_course import course_in, hand_in
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from traitlets.config import Config

from examiner.collecting.deadline import Deadline, due, is_late, record_deadline, zone_of
from examiner.course import CourseError

BERLIN = "2026-12-02 09:59 Europe/Berlin"
LATER = "2026-12-04 09:59 Europe/Berlin"
AT = datetime(2026, 12, 2, 8, 59)


def settings(deadline=BERLIN, **extensions):
    return Config(
        Deadline={
            "deadlines": {"hw3": deadline} if deadline else {},
            "extensions": {student: {"hw3": text} for student, text in extensions.items()},
        }
    ).Deadline


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (BERLIN, AT),
        ("2026-07-02 09:59 Europe/Berlin", datetime(2026, 7, 2, 7, 59)),
        ("2026-12-02 09:59 UTC", datetime(2026, 12, 2, 9, 59)),
        ("2026-12-02 23:59:59 UTC", datetime(2026, 12, 2, 23, 59, 59)),
        ("  2026-12-02   09:59\tEurope/Berlin\n", AT),
        ("2026-12-02T09:59 Europe/Berlin", AT),
        ("2026-12-02 09:59+01:00", AT),
        ("2026-12-02 00:30 Asia/Kathmandu", datetime(2026, 12, 1, 18, 45)),
        ("2026-12-31 23:59 America/New_York", datetime(2027, 1, 1, 4, 59)),
        # The last minute before the clocks go forward, and the first after it.
        ("2026-03-29 01:59 Europe/Berlin", datetime(2026, 3, 29, 0, 59)),
        ("2026-03-29 03:00 Europe/Berlin", datetime(2026, 3, 29, 1, 0)),
        # An hour that is there twice is the first of the two.
        ("2026-10-25 02:30 Europe/Berlin", datetime(2026, 10, 25, 0, 30)),
        ("2026-10-25 03:00 Europe/Berlin", datetime(2026, 10, 25, 2, 0)),
    ],
)
def test_a_deadline_is_a_moment_in_utc(text, moment):
    found = due(settings(text), "hw3")
    assert found == moment and found.tzinfo is None


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        " ",
        "2026-12-02 09:59",
        "2026-12-02 Europe/Berlin",
        "02.12.2026 09:59 Europe/Berlin",
        "2026-12-02 9:59 Europe/Berlin",
        "2026-12-02 24:01 Europe/Berlin",
        "2026-02-30 09:59 Europe/Berlin",
        "2026-12-02 09:59 Europe/Nowhere",
        "2026-12-02 09:59 ../../etc/passwd",
        "2026-12-02 09:59 Europe/Berlin now",
        "2026-12-02 09:59 Europe",
        "2026-12-02 09:59+05:00 Europe/Berlin",
        "2026-12-02 09:59Z Europe/Berlin",
        "2026-12-02",
        "0001-01-01 00:00 Europe/Berlin",
        20261202,
        datetime(2026, 12, 2),
    ],
)
def test_what_is_no_deadline_is_refused_with_its_own_words(text):
    with pytest.raises(CourseError, match="is no deadline; write it like") as refused:
        due(settings(text), "hw3")
    assert repr(text) in str(refused.value)


def test_an_extension_is_one_students_and_may_be_earlier_too():
    own = settings(ann=LATER, zoë="2026-12-01 09:59 Europe/Berlin")
    assert due(own, "hw3", "ann") == AT + timedelta(days=2)
    assert due(own, "hw3", "zoë") == AT - timedelta(days=1)
    assert due(own, "hw3", "ben") == due(own, "hw3") == AT


def test_an_extension_of_another_assignment_is_none_and_none_is_without_a_deadline():
    own = settings()
    own.extensions = {"ann": {"hw2": LATER}}
    assert due(own, "hw3", "ann") == AT
    assert due(settings(None, ann=LATER), "hw3", "ann") is None
    assert due(own, "hw4", "ann") is None


def test_an_extension_that_cannot_be_read_is_refused_for_its_student_alone():
    own = settings(ann="soon")
    assert due(own, "hw3", "ben") == AT
    with pytest.raises(CourseError, match="'soon' is no deadline"):
        due(own, "hw3", "ann")


@pytest.mark.parametrize(
    ("arrived", "late"),
    [
        (None, False),
        (b"2026-12-02 08:59:00.000000 UTC", False),
        (b"2026-12-02 08:59:00.000001 UTC\n", True),
        (b"2026-12-02T09:59:00+01:00", False),
        (b"2026-12-02T10:00:00+01:00", True),
        # Without a zone it is meant in the deadline's.
        (b"2026-12-02 09:30", False),
        (b"2026-12-02T10:00:00", True),
    ],
)
def test_late_is_what_came_after_the_moment_and_no_record_is_not_late(arrived, late):
    assert is_late(settings(), "hw3", "ann", arrived) == late
    assert not is_late(settings(None), "hw3", "ann", arrived)


@pytest.mark.parametrize(
    "arrived", [b"", b"sometime", b"\xff\xfe", b"02.12.2026 10:30", b"9" * 400]
)
def test_a_record_that_says_no_time_is_refused_for_it_decides_about_a_mark(arrived):
    with pytest.raises(CourseError, match=r"^submitted/ann/hw3.arrived: "):
        is_late(settings(), "hw3", "ann", arrived)
    assert not is_late(settings(None), "hw3", "ann", arrived)


def test_an_extension_without_a_zone_is_in_that_of_the_deadline():
    assert due(settings(ann="2026-12-04 09:59"), "hw3", "ann") == AT + timedelta(days=2)
    assert (
        zone_of(settings(), "hw3").key == "Europe/Berlin" and zone_of(settings(None), "hw3") is None
    )


def test_an_extension_makes_a_late_submission_punctual():
    arrived = b"2026-12-03 08:00:00 UTC"
    assert is_late(settings(ann=LATER), "hw3", "ben", arrived)
    assert not is_late(settings(ann=LATER), "hw3", "ann", arrived)


# In the gradebook.


@pytest.fixture
def course(tmp_path):
    course = course_in(tmp_path / "course")
    hand_in(course, "ann", auto={"test_framing": 1.0}, arrived=AT + timedelta(hours=1))
    hand_in(course, "ben", auto={"test_framing": 1.0}, arrived=AT + timedelta(hours=1))
    hand_in(course, "cem", auto={"test_framing": 1.0})
    return course


def recorded(course):
    """The due date, and by student the extension and the seconds late."""
    with Gradebook(course.gradebook_url) as gradebook:
        submissions = gradebook.assignment_submissions("hw3")
        return gradebook.find_assignment("hw3").duedate, {
            each.student_id: (each.extension, each.total_seconds_late) for each in submissions
        }


def record(course, own, students=None):
    with Gradebook(course.gradebook_url) as gradebook:
        chosen = [gradebook.find_submission("hw3", each) for each in students or ()]
        record_deadline(gradebook, own, "hw3", *([chosen] if students else []))


def test_the_deadline_and_all_extensions_are_written_and_taken_back(course):
    record(course, settings(ann=LATER, cem=BERLIN, nobody=LATER))
    two_days = timedelta(days=2)
    assert recorded(course) == (AT, {"ann": (two_days, 0), "ben": (None, 3600), "cem": (None, 0)})
    record(course, settings())
    assert recorded(course)[1]["ann"] == (None, 3600)
    record(course, settings(None, ann=LATER))
    assert recorded(course) == (None, {each: (None, 0) for each in ("ann", "ben", "cem")})


def test_only_the_extensions_of_the_named_submissions_are_written(course):
    record(course, settings(ann=LATER, ben=LATER), ["ben"])
    assert recorded(course)[1] == {
        "ann": (None, 3600),
        "ben": (timedelta(days=2), 0),
        "cem": (None, 0),
    }


def penalties(course, student, **config):
    own = {"deadlines": {"hw3": BERLIN}, "extensions": {"ann": {"hw3": LATER}}}
    step = Deadline(config=Config(Deadline=own, LateSubmissionPlugin=config))
    names = {"assignment": "hw3", "student": student, "db_url": course.gradebook_url}
    for notebook in ("ex1", "ex2"):
        step.preprocess(new_notebook(), {"nbgrader": {**names, "notebook": notebook}})
    with Gradebook(course.gradebook_url) as gradebook:
        submission = gradebook.find_submission("hw3", student)
        return {each.name: each.late_submission_penalty for each in submission.notebooks}


def test_late_notebooks_lose_all_that_they_could_ever_get(course):
    assert penalties(course, "ben", penalty_method="zero") == {"ex1": 3.5, "ex2": 1.5}


def test_who_has_longer_or_came_without_a_time_loses_nothing(course):
    for student in ("ann", "cem"):
        lost = penalties(course, student, penalty_method="zero")
        assert lost == {"ex1": None, "ex2": None}


def test_grading_one_submission_writes_the_extension_of_no_other(course):
    penalties(course, "ben", penalty_method="zero")
    assert recorded(course) == (
        AT,
        {"ann": (None, 3600), "ben": (None, 3600), "cem": (None, 0)},
    )
    penalties(course, "ann", penalty_method="zero")
    assert recorded(course)[1]["ann"] == (timedelta(days=2), 0)


def test_a_course_that_sets_no_penalty_has_none(course):
    assert penalties(course, "ben", penalty_method="none") == {"ex1": None, "ex2": None}
