"""A class that is graded already: nbgrader cannot add, remove or rename its graded cells."""

from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

WAY_OUT = (
    "Nothing was changed. Give the cells back the ids that they had, and put a new claim into a "
    "test that is there: its text and its points may change at any time. For other cells move "
    "gradebook.db away, release, and grade anew; marks by hand are in the file that was moved."
)


def refuse_other_cells():
    """Have ``nbgrader generate_assignment`` refuse, in words and before it touches a file, what it
    would end in an error for, with the release removed."""
    if getattr(GenerateAssignment.init_notebooks, "refuses", False):
        return
    stock = GenerateAssignment.init_notebooks

    def init_notebooks(converter):
        stock(converter)
        course = converter.coursedir
        faults = other_cells(course.db_url, course.assignment_id, _sources(converter))
        if course.notebook_id == "*":
            faults += other_notebooks(course.db_url, course.assignment_id, _sources(converter))
        if faults:
            words = "\n  ".join([_sentence(course), *faults, WAY_OUT])
            converter.log.error(words)
            raise NbGraderException(words)

    init_notebooks.refuses = True  # type: ignore[attr-defined]
    GenerateAssignment.init_notebooks = init_notebooks


def _sentence(course):
    return f"{course.assignment_id} is graded already, and its notebooks ask for other cells now:"


def _sources(converter):
    return [Path(path) for found in converter.assignments.values() for path in found]


def other_cells(db_url, assignment, sources):
    """What was added to notebooks that are graded already, and what was removed.

    Parameters
    ----------
    db_url : str
    assignment : str
    sources : list of Path

    Returns
    -------
    list of str
        A line for each notebook.
    """
    faults = []
    with Gradebook(db_url) as gradebook:
        for path in sorted(sources):
            try:
                notebook = gradebook.find_notebook(path.stem, assignment)
            except MissingEntry:
                continue
            if not notebook.submissions:
                continue
            before, now = _recorded(notebook), _asked(path)
            lines = {
                "new": sorted({name for name, _ in now - before}),
                "gone": sorted({name for name, _ in before - now}),
            }
            said = [f"{what}: {', '.join(names)}" for what, names in lines.items() if names]
            faults += [f"{path.name}: {'; '.join(said)}"] if said else []
    return faults


def other_notebooks(db_url, assignment, sources):
    """The same of whole notebooks."""
    with Gradebook(db_url) as gradebook:
        try:
            recorded = gradebook.find_assignment(assignment)
        except MissingEntry:
            return []
        if not recorded.submissions:
            return []
        before, now = {each.name for each in recorded.notebooks}, {path.stem for path in sources}
    return [f"{name}.ipynb is new" for name in sorted(now - before)] + [
        f"{name}.ipynb is gone" for name in sorted(before - now)
    ]


def _recorded(notebook):
    kinds = ("grade_cells", "solution_cells", "task_cells", "source_cells")
    return {(cell.name, kind) for kind in kinds for cell in getattr(notebook, kind)}


def _asked(path):
    """As nbgrader's SaveCells counts them."""
    kinds = {"grade_cells": is_grade, "solution_cells": is_solution, "task_cells": is_task}
    found = set()
    for cell in nbformat.read(path, as_version=4).cells:
        own = {kind for kind, is_one in kinds.items() if is_one(cell)}
        if own or is_locked(cell):
            name = cell.metadata.nbgrader["grade_id"]
            found |= {(name, kind) for kind in [*own, "source_cells"]}
    return found
