"""What a released notebook says of itself, for the line of progress and for handing in.

It stands in the notebook's metadata. Grading does not read it: a student can change it.
"""

from pathlib import Path

from nbgrader.preprocessors import NbGraderPreprocessor

from examiner.notebooks.cells import (
    is_marked_by_hand,
    is_solution,
    is_test,
    name_of,
    nbgrader_metadata,
    tasks_of,
)
from homework.released import digest_of_cell
from homework.verdicts import claim_of


class WriteOutline(NbGraderPreprocessor):
    """The last step of a release: the notebook's metadata gets an outline of what it asks."""

    def preprocess(self, nb, resources):
        names, course = resources["nbgrader"], self.parent.parent.coursedir
        source = course.format_path(course.source_directory, ".", names["assignment"])
        stems = sorted(path.stem for path in Path(source).glob("*.ipynb"))
        nb.metadata.outline = {
            "assignment": names["assignment"],
            "notebook": names["notebook"],
            "notebooks": stems,
            **outline(nb.cells),
        }
        return nb, resources


def outline(cells):
    """What the cells of a released notebook ask.

    Parameters
    ----------
    cells : list of NotebookNode

    Returns
    -------
    dict
        ``answers``, the ids of the cells to fill; ``tests``, by id the task that each belongs to,
        its points and its claim; ``by_hand``, by id the points that a person gives; ``cells``, the
        digests by which handing in tells what is the student's own.
    """
    asked = {name_of(cell): cell for cell in cells if nbgrader_metadata(cell)}
    answers = [name for name, cell in asked.items() if is_solution(cell)]
    tasks = tasks_of(asked.values())
    points = {name: nbgrader_metadata(cell).get("points", 0) for name, cell in asked.items()}
    tests = {
        name: {"task": tasks[name], "points": points[name], "claim": claim_of(cell.source)}
        for name, cell in asked.items()
        if is_test(cell)
    }
    by_hand = {name: points[name] for name, cell in asked.items() if is_marked_by_hand(cell)}
    # What earns no points is no task: nobody has to fill it.
    earning = {*by_hand, *(test["task"] for test in tests.values())}
    return {
        "answers": [name for name in answers if name in earning],
        "tests": tests,
        "by_hand": by_hand,
        "cells": sorted({digest_of_cell(cell.source) for cell in cells}),
    }
