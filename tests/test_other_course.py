"""A course of another subject, on a machine that has the engine's wheel and nothing of speech."""

import contextlib
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook

from examiner.authoring.samples import fill_release
from examiner.course import KIT, Course
from homework.outcomes import outcome_of

pytestmark = pytest.mark.slow

SPEECH = ("librosa", "numba", "llvmlite", "soundfile", "soxr", "audioread", "sklearn", "seaborn")
# Installed from this checkout, and what only tests need.
NOT_COPIED = ("*.pth", "playwright", "speech_homework*", "ruff*", *SPEECH)
LOOK = """
import sys
with open("data/monday.csv") as file:
    print("rows", len(file.readlines()))
for act in (lambda: open("data/monday.csv", "w"), lambda: __import__("examiner.course")):
    try:
        act()
        print("harm")
    except (OSError, ImportError) as error:
        print(type(error).__name__)
"""


def _link(source, target):
    """Linked, not copied: it is a gigabyte."""
    with contextlib.suppress(OSError):
        return os.link(source, target)
    return shutil.copy2(source, target)


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """An environment with the engine's wheel in it, and without the libraries of speech."""
    root = tmp_path_factory.mktemp("machine")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / "venv"], check=True)
    python = root / "venv" / "bin" / "python"
    packages = root / "venv" / Path(sysconfig.get_paths()["purelib"]).relative_to(sys.prefix)
    shutil.copytree(
        sysconfig.get_paths()["purelib"],
        packages,
        symlinks=True,
        ignore=shutil.ignore_patterns(*NOT_COPIED),
        copy_function=_link,
        dirs_exist_ok=True,
    )
    (root / "venv" / "share").symlink_to(Path(sys.prefix) / "share")
    for program in ("alembic", "nbgrader", "jupyter"):
        text = Path(sys.executable).with_name(program).read_text()
        own = python.with_name(program)
        own.write_text(f"#!{python}\n" + text.split("\n", 1)[1])
        own.chmod(0o755)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", root / "wheels"]
    subprocess.run(build, cwd=KIT / "examiner", check=True, capture_output=True)
    (wheel,) = (root / "wheels").iterdir()
    install = ["pip", "--python", python, "install", "--quiet", "--no-deps", wheel]
    subprocess.run([sys.executable, "-m", *install], check=True)
    return python


@pytest.fixture(scope="module")
def run(machine, tmp_path_factory):
    """Run a command in the folder of a new course; what it printed."""
    folder = tmp_path_factory.mktemp("measurements") / "course"
    # A machine of its own: nothing of this one's environment.
    own = {"PATH": f"{machine.parent}:/usr/local/bin:/usr/bin:/bin", "HOME": str(folder.parent)}

    def call(*line, cwd=folder, code=0):
        program = (
            [machine, *line] if line[0].startswith("-") else [machine.with_name(line[0]), *line[1:]]
        )
        done = subprocess.run(program, cwd=cwd, env=own, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    call("-m", "examiner", "new", str(folder), cwd=folder.parent)
    call.folder = folder
    return call


def test_the_machine_knows_nothing_of_speech(run):
    for name in ("librosa", "helpers"):
        assert f"No module named '{name}'" in run("-c", f"import {name}", code=1)
    assert str(KIT) not in run("-c", "import examiner; print(examiner.__file__)")


@pytest.fixture(scope="module")
def graded(run):
    """The course, released; a class of three, graded; feedback written."""
    assert "Released lab1" in run("-m", "examiner", "release")
    course = Course(run.folder, "lab1")
    solved = fill_release(course)["lab1.ipynb"]
    curious = nbformat.reads(solved, as_version=4)
    curious.cells.insert(2, new_code_cell(LOOK, id="look"))
    half = fill_release(course, replace={"describe": "def describe(day):\n    return day[0],"})
    course.submit("ada", {"lab1.ipynb": solved})
    course.submit("ben", half)
    course.submit("cy", {"lab1.ipynb": nbformat.writes(curious)})
    course.submit("dov", fill_release(course, first_tasks=0))
    run("-m", "examiner", "grade", *([] if shutil.which("bwrap") else ["--unsafe-no-sandbox"]))
    run("nbgrader", "generate_feedback", "lab1")
    return course


def automatic(course):
    with Gradebook(course.gradebook_url) as gradebook:
        return {
            each.student_id: sum(g.auto_score or 0 for n in each.notebooks for g in n.grades)
            for each in gradebook.assignment_submissions("lab1")
        }


def test_the_marks_are_right_with_both_kinds_of_tests_and_partial_credit(graded):
    # ben: one number for three is wrong, an IndexError for a ValueError half right.
    assert automatic(graded) == {"ada": 3.0, "ben": 1.25, "cy": 3.0, "dov": 0.0}


def test_data_is_read_and_not_written_and_the_engine_is_not_importable(graded):
    (path,) = graded.notebooks("autograded", "cy")
    cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    (said,) = next(c for c in cells.values() if c.source == LOOK).outputs
    assert said.text.split() == ["rows", "25", "OSError", "ModuleNotFoundError"]
    assert outcome_of(cells["test_describe_empty"].outputs) == ("partly", "0.5 points")


def test_feedback_tells_each_kind_of_outcome(graded):
    page = (graded.folder("feedback", "ben") / "lab1.html").read_text(encoding="utf-8")
    for words in ("partly right", "not right yet", "expected 3 numbers", "not marked yet"):
        assert words in page


def test_the_handout_has_the_notebook_its_data_and_a_wheel_without_the_engine(run, graded):
    assert "Packed" in run("-m", "examiner", "handout")
    with zipfile.ZipFile(run.folder / "dist" / "lab1.zip") as packed:
        names = packed.namelist()
        (wheel,) = [name for name in names if name.endswith(".whl")]
        packed.extract(wheel, run.folder)
    assert {"lab1/lab1.ipynb", "lab1/data/monday.csv", "lab1/README.md"} <= set(names)
    inside = zipfile.ZipFile(run.folder / wheel).namelist()
    assert "homework/verdicts.py" in inside and not [n for n in inside if "examiner" in n]


def test_the_class_page_and_a_second_release_work(run, graded):
    assert "Wrote" in run("-m", "examiner", "page")
    assert "It was fresh already." in run("-m", "examiner", "release")


def test_new_refuses_a_folder_that_is_in_use(run):
    assert "is there already" in run("-m", "examiner", "new", str(run.folder), code=1)
