"""What each test said to each student, read from the graded notebooks."""

import json
from collections import defaultdict

import nbformat
import pandas as pd

from examiner.bounded import OverBudgetError, Reading
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
        which is empty for a test that was right. Whose notebooks take too long to read is missing,
        and named in its attribute ``attrs["unread"]``, with the reason.
    """
    rows, unread, accounts = [], {}, defaultdict(Reading)
    for path in sorted(course.root.glob(f"autograded/*/{course.assignment}/*.ipynb")):
        student = path.parent.parent.name
        try:
            with accounts[student].counted():
                rows += [(student, path.stem, *each) for each in _said_in(path)]
        except OverBudgetError as error:
            unread[student] = str(error)
    outcomes = pd.DataFrame(rows, columns=COLUMNS)
    outcomes.attrs["unread"] = unread
    return outcomes


def _said_in(path):
    """Task, test, outcome and message of each test of a graded notebook."""
    # Not nbformat: checking thousands of notebooks takes minutes, and these are our own.
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    cells = [each for each in map(nbformat.from_dict, found) if nbgrader_metadata(each)]
    tasks = tasks_of(cells)
    for cell in filter(is_test, cells):
        yield tasks[name_of(cell)], name_of(cell), *outcome_of(cell.get("outputs", []))
