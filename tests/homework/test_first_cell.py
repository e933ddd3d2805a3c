"""The first cell: the same in each notebook, silent where the course is; else it installs it."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from examiner.authoring.wheel import student_wheel
from examiner.course import Course
from homework import starting
from homework.starting import NotInstalled, install

KIT = Course()


def first_cell(name="ex1"):
    notebook = nbformat.read(KIT.folder("source") / f"{name}.ipynb", as_version=4)
    return next(cell.source for cell in notebook.cells if cell.cell_type == "code")


def test_it_is_the_same_in_each_notebook_and_short():
    cells = {first_cell(path.stem) for path in KIT.notebooks()}
    assert len(cells) == 1 and cells.pop().count("\n") < 30


# What is asked of pip is shown, and not done.
ASKED = """
import subprocess, types
subprocess.run = lambda line, **_: types.SimpleNamespace(returncode=1, stderr=f"asked {line}")
"""


def run_bare(folder, code):
    """Run code in a Python that has its own modules alone."""
    line = [sys.executable, "-I", "-S", "-c", ASKED + code]
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=60)


def test_where_nothing_is_it_says_what_to_do(tmp_path):
    said = run_bare(tmp_path, first_cell()).stderr
    assert "speech_homework-....whl is not here. Put that file" in said


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return student_wheel(KIT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_beside_it_is_found_and_installs_itself_without_any_library(wheel, tmp_path):
    (tmp_path / wheel.name).write_bytes(wheel.read_bytes())
    said = run_bare(tmp_path, first_cell()).stderr
    assert "The course could not be installed into this kernel. Run this in a terminal" in said
    assert f"-m pip install {tmp_path / wheel.name}" in said and "asked [" in said


def test_the_wheel_is_fetched_from_the_courses_address(wheel, tmp_path):
    address = wheel.as_uri()
    source = first_cell().replace('course = ""', f'course = "{address}"')
    said = run_bare(tmp_path, source).stderr
    assert "could not be installed" in said and wheel.name in said


@pytest.fixture
def pip(monkeypatch):
    """What is asked of pip; the first so many times it fails."""
    asked = SimpleNamespace(lines=[], fails=0)

    def run(line, **_):
        asked.lines.append(line)
        failed = len(asked.lines) <= asked.fails
        return SimpleNamespace(returncode=int(failed), stderr="Read-only file system")

    monkeypatch.setattr(starting.subprocess, "run", run)
    monkeypatch.setattr(starting, "_forget", lambda packages: None)
    monkeypatch.setattr(sys, "path", [*sys.path])
    return asked


def test_it_is_said_in_a_line(pip, capsys):
    install(Path("speech_homework-1.2.0-py3-none-any.whl"))
    assert capsys.readouterr().out == "Installed speech-homework 1.2.0 into this kernel.\n"
    (line,) = pip.lines
    assert line[:4] == [sys.executable, "-m", "pip", "install"]


def test_where_the_environment_is_read_only_it_goes_to_a_folder_of_the_students(
    pip, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(starting, "OWN_FOLDER", tmp_path)
    pip.fails = 1
    place = tmp_path / "python{}.{}".format(*sys.version_info)
    made = place / "lib" / place.name / "site-packages"
    made.mkdir(parents=True)
    install(Path("speech_homework-1.2.0-py3-none-any.whl"))
    assert ["--prefix", str(place)] == pip.lines[1][-3:-1]
    assert str(made) in sys.path
    # The next kernel finds it there, and asks pip nothing.
    (made / "speech_homework-1.2.0.dist-info").mkdir()
    install(Path("speech_homework-1.2.0-py3-none-any.whl"))
    assert len(pip.lines) == 2


def test_where_no_way_works_the_first_reason_is_shown(pip):
    pip.fails = 9
    with pytest.raises(NotInstalled, match="Read-only file system"):
        install(Path("speech_homework-1.2.0-py3-none-any.whl"))


def test_an_older_python_gets_a_sentence(monkeypatch, pip):
    monkeypatch.setattr(starting.sys, "version_info", (3, 10, 4))
    with pytest.raises(
        NotInstalled, match=r"needs Python 3\.11 or later, and this kernel has 3\.10"
    ):
        install(Path("speech_homework-1.2.0-py3-none-any.whl"))
    assert pip.lines == []


def test_a_second_download_has_its_name_again(pip, tmp_path):
    twice = tmp_path / "speech_homework-1.2.0-py3-none-any (1).whl"
    twice.write_bytes(b"wheel")
    install(twice)
    assert Path(pip.lines[0][-1]).name == "speech_homework-1.2.0-py3-none-any.whl"
    assert Path(pip.lines[0][-1]).read_bytes() == b"wheel"


def test_what_changed_below_the_kernel_asks_for_a_restart(pip, monkeypatch, capsys):
    versions = iter([{"numpy": "2.0"}, {"numpy": "2.3"}])
    monkeypatch.setattr(starting, "_loaded_versions", lambda: next(versions))
    install(Path("speech_homework-1.2.0-py3-none-any.whl"))
    assert "Restart the kernel now: numpy changed" in capsys.readouterr().out
