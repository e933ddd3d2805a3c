"""The answers that a change touches are found: by their files, and by the cells of their task."""

import shutil
import subprocess

import nbformat
import pytest

from examiner.course import KIT
from tools.touched import touched


@pytest.fixture
def kit(tmp_path):
    """A repository with the source notebooks, committed."""
    shutil.copytree(KIT / "source", tmp_path / "source")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True)
    return tmp_path


def change(kit, name):
    path = kit / "source" / "hw3" / "ex1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    next(cell for cell in notebook.cells if cell.id == name).source += "\n"
    nbformat.write(notebook, path)


def test_nothing_is_touched_where_nothing_changed(kit):
    assert touched(kit) == {}


@pytest.mark.parametrize(("cell", "task"), [("framing", "framing"), ("test_cmvn_mean", "cmvn")])
def test_a_changed_solution_or_test_touches_its_task(kit, cell, task):
    change(kit, cell)
    assert touched(kit) == {"hw3": {task}}


def test_a_changed_text_touches_no_task(kit):
    change(kit, "title")
    assert touched(kit) == {}


def test_a_new_answer_touches_its_task_and_a_new_assignment_all_of_its_own(kit):
    answer = kit / "answers" / "hw4" / "wrong" / "framing" / "slug.py"
    answer.parent.mkdir(parents=True)
    answer.touch()
    shutil.copytree(kit / "source" / "hw3", kit / "source" / "hw5")
    found = touched(kit)
    assert found["hw4"] == {"framing"}
    assert {"preemphasis", "tuned_gmms"} <= found["hw5"]
