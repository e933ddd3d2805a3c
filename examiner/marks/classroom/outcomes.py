"""What each test said to each student, read from the graded notebooks."""

import json

import pandas as pd

from examiner.notebooks.outline import task_of

COLUMNS = ["student", "exercise", "task", "test", "outcome", "message"]
OUTCOMES = ("right", "wrong", "open")


def outcomes_of(course):
    """The outcomes of all tests.

    Parameters
    ----------
    course : Course

    Returns
    -------
    pandas.DataFrame
        Columns student, exercise, task, test, outcome ('right', 'wrong' or 'open') and message,
        which is empty for a test that was right.
    """
    rows = []
    for path in sorted(course.root.glob(f"autograded/*/{course.assignment}/*.ipynb")):
        # Not nbformat: checking thousands of notebooks takes minutes, and these are our own.
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        asked = [(each, each["metadata"].get("nbgrader", {})) for each in cells]
        answers = [metadata["grade_id"] for _, metadata in asked if metadata.get("solution")]
        for cell, metadata in asked:
            if metadata.get("grade") and not metadata.get("solution"):
                name = metadata["grade_id"]
                found = outcome_of(cell.get("outputs", []))
                rows.append(
                    (path.parent.parent.name, path.stem, task_of(name, answers), name, *found)
                )
    return pd.DataFrame(rows, columns=COLUMNS)


def outcome_of(outputs):
    """What a test cell said.

    Parameters
    ----------
    outputs : list of dict

    Returns
    -------
    outcome, message : str
    """
    for output in outputs:
        if output["output_type"] == "error":
            text = output["evalue"]
            is_open = text.startswith("Not attempted yet")
            return ("open" if is_open else "wrong"), text
        if output["output_type"] == "execute_result":
            return "open", "Not attempted yet"
    return "right", ""
