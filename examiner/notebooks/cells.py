"""What a cell is: its name, whether it is a test, of which task. The one place that decides it."""

import re
from collections.abc import Iterable

from nbformat import NotebookNode


def nbgrader_metadata(cell: NotebookNode) -> dict:
    """The nbgrader metadata of a cell, or an empty dict."""
    return cell.metadata.get("nbgrader", {})


def name_of(cell: NotebookNode) -> str:
    """The grade id of a cell, or else its cell id; notebooks before format 4.5 have no ids."""
    return nbgrader_metadata(cell).get("grade_id") or cell.get("id") or ""


def is_solution(cell: NotebookNode) -> bool:
    """True for a cell that a student fills."""
    return bool(nbgrader_metadata(cell).get("solution"))


def is_test(cell: NotebookNode) -> bool:
    """True for a cell that is graded by running it."""
    asked = nbgrader_metadata(cell)
    return is_graded_by_running(cell.cell_type, asked.get("grade"), asked.get("solution"))


def is_graded_by_running(cell_type: str, grade: bool, solution: bool) -> bool:
    """What `is_test` says, of a cell that is told by its facts."""
    return cell_type == "code" and bool(grade) and not solution


def is_marked_by_hand(cell: NotebookNode) -> bool:
    """True for an answer whose points a person gives, and for a task of nbgrader's."""
    asked = nbgrader_metadata(cell)
    return bool(asked.get("task")) or (bool(asked.get("grade")) and not is_test(cell))


def is_written_answer(cell: NotebookNode) -> bool:
    """True for an answer in words, which is replaced whole at release."""
    return cell.cell_type == "markdown" and is_solution(cell)


def is_inside(cell: NotebookNode) -> bool:
    """True for a test that its author lets run in the student's own process, unprotected."""
    return INSIDE in cell.metadata.get("tags", [])


def is_seen(cell: NotebookNode) -> bool:
    """True for a cell that says what can be seen of the plot above it, and gives no points."""
    return SEEN in cell.metadata.get("tags", []) and cell.cell_type == "code"


def is_always_run(cell: NotebookNode) -> bool:
    """True for a cell that its author has run whether a mark depends on its names or not."""
    return ALWAYS in cell.metadata.get("tags", [])


INSIDE, ALWAYS, SEEN = "inside", "always", "seen"


def tasks_of(cells: Iterable) -> dict[str, str]:
    """The task of each test of a notebook: the solution cell that it is about.

    That is the one whose name the test's name holds, such as ``cmvn`` in ``test_cmvn_mean`` and
    ``squares`` in ``squares_invalid_input``, the longest if there are several; else the last
    solution in code that stands before it; else the test is a task of its own.

    Parameters
    ----------
    cells : list of NotebookNode
        All of a notebook that have a grade id, in order.

    Returns
    -------
    dict of str to str
        By the test's name.
    """
    facts = [(name_of(c), is_solution(c), is_test(c), c.cell_type == "code") for c in cells]
    return tasks_by_facts(facts)


def tasks_by_facts(facts: list[tuple[str, bool, bool, bool]]) -> dict[str, str]:
    """What `tasks_of` says, of cells told by name, is a solution, is a test, is code."""
    answers = [name for name, solution, _, _ in facts if solution]
    tasks, before = {}, None
    for name, solution, test, code in facts:
        before = name if solution and code else before
        if test:
            tasks[name] = _named_in(name, answers) or before or name
    return tasks


def _named_in(test, answers):
    words = _words(test)
    return max((each for each in answers if _words(each) in words), key=len, default=None)


def _words(name):
    return f"_{re.sub(r'[^A-Za-z0-9]+', '_', name)}_"


def shown(cells: list[NotebookNode], index: int) -> str:
    """A cell as a person finds it: its place, counted from 1, and its first line."""
    lines = [line.strip() for line in cells[index].source.split("\n") if line.strip()]
    return f"cell {index + 1} (`{lines[0][:60]}`)" if lines else f"cell {index + 1} (empty)"
