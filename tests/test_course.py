"""A course folder, and the environment that its notebooks run in."""

from pathlib import Path

import pytest

from examiner.course import Course, CourseError, environment


def test_a_relative_path_to_the_recordings_is_made_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("fsdd.zip").write_bytes(b"")
    monkeypatch.setenv("FSDD", "fsdd.zip")
    assert environment()["FSDD"] == str(tmp_path / "fsdd.zip")


@pytest.mark.parametrize("value", ["embedded", "", "/nowhere/fsdd.zip"])
def test_what_is_no_path_stays_as_it_is(value, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FSDD", value)
    assert environment()["FSDD"] == value


def test_one_thread_unless_the_user_says_otherwise(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert environment()["OMP_NUM_THREADS"] == "1"
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    assert environment()["OMP_NUM_THREADS"] == "4"


def test_filling_starts_anew_and_leaves_features_behind(tmp_path):
    course = Course(tmp_path / "course")
    course.root.mkdir()
    (course.root / "old").touch()
    course.fill_from()
    assert sorted(path.name for path in course.root.iterdir()) == ["source"]
    assert [path.name for path in course.notebooks()] == ["ex1.ipynb", "ex2.ipynb", "ex3.ipynb"]


def test_the_kit_itself_is_never_emptied(tmp_path):
    kit, clone = tmp_path / "kit", tmp_path / "clone"
    kit.mkdir()
    (clone / ".git").mkdir(parents=True)
    for root in (kit, clone):
        with pytest.raises(CourseError, match="the kit itself"):
            Course(root).fill_from(kit)
        assert root.exists()


def test_a_submission_is_laid_where_nbgrader_looks(tmp_path):
    course = Course(tmp_path / "course")
    course.submit("ada", {"ex1.ipynb": "{}"})
    assert (tmp_path / "course/submitted/ada/hw3/ex1.ipynb").read_text() == "{}"


def test_a_failing_command_says_why(tmp_path):
    with pytest.raises(CourseError, match="GenerateAssignment of hw9 failed"):
        Course(tmp_path, "hw9").generate()
