"""Otter-Grader on this kit's notebooks, for comparison: the same cells, the same tests, its way."""

import subprocess
import tempfile
from pathlib import Path

from examiner.course import KIT, environment
from examiner.notebooks.plan import read_plan

TESTS = """
from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}
points = None
CELLS = {cells!r}


def _case(claim, points, source):
    @test_case(name=claim, points=points)
    def run(env):
        exec(source, dict(env))

    return run


for _name, _points, _source in CELLS:
    globals()[_name] = _case(_name, _points, _source)
"""


def grade_with_otter(course):
    """Run ``otter run`` for every notebook of every submission, one after the other.

    Parameters
    ----------
    course : Course

    Raises
    ------
    subprocess.CalledProcessError
        Where Otter cannot grade one.
    """
    # NBGRADER_VALIDATING: an open task is a failure there, too.
    surroundings = {**environment(), "PYTHONPATH": str(KIT), "NBGRADER_VALIDATING": "1"}
    with tempfile.TemporaryDirectory(prefix="otter-") as folder:
        for path in course.notebooks():
            made = _autograder(course, path.stem, Path(folder) / path.stem, surroundings)
            for notebook in sorted(course.root.glob(f"submitted/*/*/{path.name}")):
                line = ["otter", "run", "-a", str(made), "-o", folder, "--no-logo", str(notebook)]
                _run(line, folder, surroundings)


def _autograder(course, name, folder, surroundings):
    """Otter's zip of tests for a notebook."""
    (folder / "tests").mkdir(parents=True)
    plan = read_plan(course.gradebook_url, course.assignment, name, course.folder("source"))
    cells = [(each.name, each.points, each.source) for each in plan.cells if each.is_test]
    (folder / "tests" / f"{name}.py").write_text(TESTS.format(name=name, cells=cells))
    made = folder / "autograder.zip"
    _run(["otter", "generate", "-t", "tests", "-o", str(made)], folder, surroundings)
    return made


def _run(line, folder, surroundings):
    subprocess.run(line, cwd=folder, env=surroundings, check=True, capture_output=True)
