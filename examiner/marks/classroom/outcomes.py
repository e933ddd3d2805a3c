"""What each test said to each student, read from the graded notebooks."""

import json

import nbformat
import pandas as pd

from examiner.notebooks.cells import is_test, name_of, nbgrader_metadata, tasks_of
from homework.outcomes import outcome_of

COLUMNS = ["student", "exercise", "task", "test", "outcome", "message"]


def outcomes_of(course):
    """The outcomes of all tests.

    Parameters
    ----------
    course : Course

    Returns
    -------
    pandas.DataFrame
        Columns student, exercise, task, test, outcome (see `homework.outcomes`) and message,
        which is empty for a test that was right.
    """
    rows = []
    for path in sorted(course.root.glob(f"autograded/*/{course.assignment}/*.ipynb")):
        # Not nbformat: checking thousands of notebooks takes minutes, and these are our own.
        found = json.loads(path.read_text(encoding="utf-8"))["cells"]
        cells = [each for each in map(nbformat.from_dict, found) if nbgrader_metadata(each)]
        tasks = tasks_of(cells)
        student, exercise = path.parent.parent.name, path.stem
        for cell in filter(is_test, cells):
            said = outcome_of(cell.get("outputs", []))
            rows.append((student, exercise, tasks[name_of(cell)], name_of(cell), *said))
    return pd.DataFrame(rows, columns=COLUMNS)
