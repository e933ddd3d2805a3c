"""Try the answers to the tasks that uncommitted changes touch: their cells, or the answers."""

import subprocess
import sys
from pathlib import Path, PurePosixPath

import nbformat

from examiner.course import KIT, CourseError
from examiner.notebooks.cells import is_solution, name_of, nbgrader_metadata, tasks_of
from examiner.proof.matrix import matrix


def main():
    """Print the matrix of each assignment's touched tasks."""
    for assignment, tasks in sorted(touched().items()):
        print(f"{assignment}: the answers to {', '.join(sorted(tasks))}", flush=True)
        try:
            matrix(assignment, tasks)
        except CourseError as fault:
            sys.exit(str(fault))


def touched(kit=KIT):
    """The tasks that differ from the last commit.

    Parameters
    ----------
    kit : Path

    Returns
    -------
    dict of str to set of str
        By assignment.
    """
    found = {}
    status = _git(kit, "status", "--porcelain", "--untracked-files=all", "--no-renames", "-z")
    for path in (PurePosixPath(line[3:]) for line in status.split("\0") if line):
        if path.match("answers/*/*/*/*.py"):
            found.setdefault(path.parts[1], set()).add(path.parts[3])
        elif path.match("source/*/*.ipynb"):
            found.setdefault(path.parts[1], set()).update(_changed_tasks(kit, path))
    return {assignment: tasks for assignment, tasks in found.items() if tasks}


def _changed_tasks(kit, path):
    before = _cells(_git(kit, "show", f"HEAD:{path}", missing='{"cells": []}'))
    now = _cells(Path(kit, path).read_text(encoding="utf-8")) if Path(kit, path).exists() else {}
    answers = {n for n, cell in now.items() if cell.cell_type == "code" and is_solution(cell)}
    changed = {name for name in now if now[name] != before.get(name)}
    tasks = tasks_of(now.values())
    return answers & {tasks.get(name, name) for name in changed}


def _cells(text):
    notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    return {name_of(cell): cell for cell in notebook.cells if nbgrader_metadata(cell)}


def _git(kit, *words, missing=""):
    done = subprocess.run(["git", *words], cwd=kit, capture_output=True, text=True)
    return missing if done.returncode else done.stdout


if __name__ == "__main__":
    main()
