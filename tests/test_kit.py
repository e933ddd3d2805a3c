"""The course folder is found as nbgrader finds it, and never graded by another folder's engine."""

import os
import subprocess
import sys

import pytest
from traitlets.config import Config

import examiner
from examiner import kit as kits
from examiner.course import KIT
from examiner.kit import require_own_environment


def found_from(folder):
    """The course folder that a process finds which is started in a folder."""
    line = "from examiner.kit import KIT; print(KIT)"
    variables = {**os.environ, "PYTHONPATH": str(KIT)}
    done = subprocess.run(
        [sys.executable, "-c", line], cwd=folder, env=variables, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_the_course_is_the_nearest_folder_with_a_configuration_or_the_engines_own(tmp_path):
    inner = tmp_path / "course" / "source" / "lab1"
    inner.mkdir(parents=True)
    assert found_from(inner) == str(KIT)
    (tmp_path / "course" / "nbgrader_config.py").write_text("")
    assert found_from(inner) == str(tmp_path / "course")


def test_a_course_is_not_graded_by_the_engine_of_another_folder(tmp_path, monkeypatch):
    require_own_environment()
    (tmp_path / "examiner").mkdir()
    (tmp_path / "examiner" / "kit.py").write_text("")
    monkeypatch.setattr(kits, "KIT", tmp_path)
    with pytest.raises(RuntimeError, match=r"Remove \.venv here and run make again"):
        require_own_environment()
    with pytest.raises(SystemExit, match="installed for"):
        examiner.configure(Config())


def test_a_course_without_an_engine_of_its_own_takes_the_one_that_is_installed(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(kits, "KIT", tmp_path)
    require_own_environment()
