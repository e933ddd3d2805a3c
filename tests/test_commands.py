"""The commands: which assignment is meant, what they are told, and how a fault ends them."""

import importlib
import tomllib

import pytest

from examiner import __main__ as commands
from examiner import status
from examiner.course import KIT, Course, CourseError, NbgraderError, NotReleasedError, refuse

PROJECT = tomllib.loads((KIT / "pyproject.toml").read_text())["project"]


def course_with(root, *names):
    for name in names:
        (root / "source" / name).mkdir(parents=True)
        (root / "source" / name / "ex1.ipynb").touch()
    return Course(root)


def test_the_only_assignment_is_meant_whatever_it_is_called(tmp_path):
    (tmp_path / "source" / "drafts").mkdir(parents=True)
    assert course_with(tmp_path, "HW-3").assignment == "HW-3"


def test_of_several_assignments_one_has_to_be_named(tmp_path):
    course = course_with(tmp_path, "lab2", "lab1")
    with pytest.raises(NotReleasedError, match="say which: lab1, lab2"):
        course.folder("source")
    assert Course(tmp_path, "lab1").assignment == "lab1"


def test_a_course_without_assignments_says_so(tmp_path):
    (tmp_path / "source").mkdir()
    with pytest.raises(NotReleasedError, match="there is no source/<name>"):
        Course(tmp_path).notebooks()


def test_each_command_declares_its_options(capsys):
    for name in commands.COMMANDS:
        with pytest.raises(SystemExit) as end:
            commands.main([name, "--help"])
        assert end.value.code == 0
    assert "--scheduler" in capsys.readouterr().out


def test_the_version_is_that_of_the_kit(capsys):
    with pytest.raises(SystemExit):
        commands.main(["--version"])
    assert capsys.readouterr().out.strip() == PROJECT["version"]


def test_a_fault_ends_a_command_with_its_words_and_verbosely_with_its_place(monkeypatch):
    def fail(**_):
        raise NbgraderError("the release failed")

    module = importlib.import_module("examiner.authoring.tidy")
    monkeypatch.setattr(module, "tidy", fail)
    with pytest.raises(SystemExit, match=r"^the release failed$"):
        commands.main(["tidy"])
    with pytest.raises(NbgraderError):
        commands.main(["--verbose", "tidy"])


def test_a_command_ends_with_what_is_next_also_where_it_ends_with_an_exit_code(monkeypatch, capsys):
    def some_fail(**_):
        raise SystemExit(1)

    module = importlib.import_module("examiner.grading.grade")
    told = []
    monkeypatch.setattr(status, "tell", lambda course: told.append(course.assignment))
    monkeypatch.setattr(module, "grade", some_fail)
    with pytest.raises(SystemExit) as end:
        commands.main(["grade", "hw3"])
    assert end.value.code == 1 and told == ["hw3"]
    monkeypatch.setattr(module, "grade", lambda **_: None)
    commands.main(["grade", "hw3"])
    assert told == ["hw3", "hw3"]


def test_without_a_word_it_is_said_what_is_done_and_what_is_next(monkeypatch):
    told = []
    monkeypatch.setattr(status, "tell_all", lambda: told.append("all"))
    commands.main([])
    assert told == ["all"]


def test_the_last_line_never_makes_a_fault_of_what_went_well(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(status, "status_of", lambda _: 1 / 0)
    status.tell(Course(tmp_path, "hw3"))
    assert "What is next cannot be told: division by zero." in capsys.readouterr().out


def test_what_is_not_the_instructors_is_no_command(capsys):
    with pytest.raises(SystemExit):
        commands.main(["bench"])
    assert "invalid choice" in capsys.readouterr().err


def test_the_errors_are_told_apart():
    assert issubclass(NbgraderError, CourseError) and issubclass(NotReleasedError, CourseError)
    with pytest.raises(CourseError) as found:
        refuse(["one"], "Faults")
    assert type(found.value) is CourseError
