"""What is known of each graded submission is written whole, read again, and forgotten alone."""

import pytest

from examiner.course import Course
from examiner.grading.remembered import Remembered

FACTS = {"digest": "abc", "seconds": 1.5, "notes": ["ex1: Größe"], "changed": {"a": [None, 0.25]}}


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path)


@pytest.fixture
def notes(course):
    return Remembered(course)


def path_of(course, student):
    return course.root / "autograded" / student / "hw3.graded"


def test_of_a_class_that_was_never_graded_nothing_is_known(notes):
    assert notes.all() == {} and notes.of("ann") == {}
    assert not notes.hold("ann", "abc")
    notes.forget("ann")


@pytest.mark.parametrize("student", ["ann", "Zoë Müller-Łukasz", "1234567", "a.b [1]"])
def test_what_is_written_is_read_again_for_its_student_alone(notes, course, student):
    notes.write(student, **FACTS)
    assert notes.of(student) == FACTS
    assert notes.all() == {student: FACTS}
    assert notes.of("ben") == {}
    assert path_of(course, student).read_text(encoding="utf-8").count("Größe") == 1


def test_what_is_written_takes_the_place_of_all_that_was_known(notes, course):
    notes.write("ann", **FACTS)
    notes.write("ann", error="it stopped", notes=[])
    assert notes.of("ann") == {"error": "it stopped", "notes": []}
    assert [path.name for path in path_of(course, "ann").parent.iterdir()] == ["hw3.graded"]


def test_the_same_submission_holds_while_its_notebooks_are_there(notes, course):
    notes.write("ann", **FACTS)
    assert not notes.hold("ann", "abc")
    course.folder("autograded", "ann").mkdir()
    assert notes.hold("ann", "abc")
    assert not notes.hold("ann", "abd") and not notes.hold("ben", "abc")


def test_one_that_took_too_much_is_known_until_it_changes(notes):
    notes.write("ann", error="reading it took more than 5 minutes", ran_over="abc", notes=[])
    assert notes.ran_over("ann", "abc") and not notes.hold("ann", "abc")
    assert not notes.ran_over("ann", "abd") and not notes.ran_over("ben", "abc")


def test_a_submission_that_failed_does_not_hold(notes, course):
    course.folder("autograded", "ann").mkdir(parents=True)
    notes.write("ann", error="it stopped", notes=[])
    assert not notes.hold("ann", "abc")


def test_a_file_in_the_place_of_the_notebooks_does_not_hold(notes, course):
    notes.write("ann", **FACTS)
    course.folder("autograded", "ann").write_text("no folder")
    assert not notes.hold("ann", "abc")


@pytest.mark.parametrize("data", [b"", b'{"digest": "ab', b"\xff\xfe"])
def test_a_damaged_file_says_nothing_and_the_submission_is_graded_again(notes, course, data):
    course.folder("autograded", "ann").mkdir(parents=True)
    path_of(course, "ann").write_bytes(data)
    assert notes.of("ann") == {} and not notes.hold("ann", "abc")
    assert notes.all() == {"ann": {}}


def test_a_folder_in_the_place_of_the_file_says_nothing(notes, course):
    path_of(course, "ann").mkdir(parents=True)
    assert notes.of("ann") == {}


def test_one_is_forgotten_and_no_other_and_the_notebooks_stay(notes, course):
    course.folder("autograded", "ann").mkdir(parents=True)
    for student in ("ann", "ben"):
        notes.write(student, **FACTS)
    notes.forget("ann")
    notes.forget("ann")
    assert notes.all() == {"ben": FACTS}
    assert course.folder("autograded", "ann").is_dir()


def test_from_forgetting_to_writing_it_is_known_that_not_all_may_be_saved(notes, course):
    assert notes.stopped() == set()
    for student in ("ann", "ben"):
        notes.forget(student)
    notes.write("ben", **FACTS)
    assert notes.stopped() == {"ann"} and notes.all() == {"ben": FACTS}
    assert Remembered(Course(course.root, "hw4")).stopped() == set()
    notes.write("ann", error="it stopped", notes=[])
    assert notes.stopped() == set()


def test_what_is_confirmed_is_as_new_as_that_moment_and_never_older(notes, course):
    notes.write("ann", **FACTS)
    written = path_of(course, "ann").stat().st_mtime
    for moment, kept in ((written - 5, written), (written + 5, written + 5)):
        notes.confirm("ann", moment)
        assert path_of(course, "ann").stat().st_mtime == pytest.approx(kept, abs=1e-3)
    assert notes.of("ann") == FACTS


def test_each_assignment_has_notes_of_its_own(course):
    Remembered(course).write("ann", **FACTS)
    other = Remembered(Course(course.root, "hw4"))
    assert other.of("ann") == {} and other.all() == {}
    other.write("ann", digest="x")
    assert Remembered(course).of("ann") == FACTS
