"""A submitted notebook, put back into the form that it was released in.

Other editors strip metadata; people copy, split, move and delete cells. Nothing that a notebook
says of itself is believed: every cell of the plan is found again among the student's cells and gets
the metadata that the gradebook records, and a locked one its text. What has no place in the plan
stays as a plain cell; what was written beside an answer is shown with it. (nbgrader's own
`add_missing_cells` stops with an error where the cell before the missing one is locked, and its
DeduplicateIds keeps the last copy even if that is the untouched one.)
"""

import ast

from nbformat import from_dict
from nbformat.v4.nbbase import random_cell_id
from nbgrader.preprocessors import NbGraderPreprocessor

from examiner.course import NOTE
from examiner.notebooks.finding import find, text_of
from examiner.notebooks.given import put_given_back
from examiner.notebooks.outside import attach, show_outside, written_into
from examiner.notebooks.plan import read_plan


class RestoreCells(NbGraderPreprocessor):
    """The first step of grading: the notebook is rebuilt by the plan in the gradebook."""

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        course = self.parent.parent.coursedir
        source = course.format_path(course.source_directory, ".", names["assignment"])
        plan = read_plan(names["db_url"], names["assignment"], names["notebook"], source)
        nb.cells, notes = restore(nb.cells, plan)
        nb.metadata = {}
        nb.nbformat, nb.nbformat_minor = 4, 5
        for note in notes:
            self.log.warning("%s %s, %s: %s", NOTE, names["student"], names["notebook"], note)
        return nb, resources


def restore(cells, plan):
    """Find the planned cells again, and put them in order.

    Parameters
    ----------
    cells : list of NotebookNode
        What was submitted.
    plan : Plan

    Returns
    -------
    cells : list of NotebookNode
        Every planned cell once, in the plan's order, each followed by the student's own cells
        that followed it.
    notes : list of str
        What was mended, in words for the instructor.
    """
    found, notes = find(cells, plan)
    places = [match.place for match in found.values() if match.parts]
    if places != sorted(places):
        notes.append("cells stood in another order; they are in the released order again")
    groups = _grouped(cells, found, plan)
    for name, match in found.items():
        if not any(_is_planned(cell) for cell in groups[name]):
            groups[name].insert(0, _planned_cell(match, cells))
    notes += put_given_back(groups, plan) + show_outside(groups, plan)
    return [cell for group in groups.values() for cell in group], notes


def _grouped(cells, found, plan):
    """The cells by the planned cell that they follow; those before the first under no name."""
    taken = {match.place: match for match in found.values() if match.parts}
    locked = {
        index: match.planned
        for match in found.values()
        if match.planned.locked
        for index in [*match.parts, *match.dropped]
    }
    dropped = {index for match in found.values() for index in match.dropped}
    stubs = {match.planned.released.strip() for match in found.values() if match.planned.solution}
    groups = {"": [], **{name: [] for name in found}}
    current = groups[""]
    for index, cell in enumerate(cells):
        written = written_into(locked[index], cell, plan) if index in locked else None
        if written and written.cell_type == "code":
            current.append(written)
        if index in taken:
            current = groups[taken[index].planned.name]
            current.append(_planned_cell(taken[index], cells))
        elif index not in dropped and text_of(cell).strip() not in stubs:
            current.append(_own_cell(cell))
        if written and written.cell_type != "code":
            current.append(written)
    return groups


def _is_planned(cell):
    return "nbgrader" in cell.metadata


def _planned_cell(match, cells):
    planned = match.planned
    parts = [cells[index] for index in match.parts]
    text = planned.source
    if match.elsewhere:
        text = _without(planned.released, match.elsewhere)
    elif parts and not planned.locked:
        text = "\n\n".join(dict.fromkeys(text_of(part) for part in parts))
    cell = _new(planned.cell_type, text)
    cell.id, cell.metadata.nbgrader = planned.name, planned.metadata
    for part in parts if planned.cell_type == "markdown" and not planned.locked else []:
        attach(cell, part)
    return cell


def _without(stub, names):
    """A released solution cell without what another cell defines."""
    lines = stub.split("\n")
    for node in ast.parse(stub).body:
        bound = {getattr(node, "name", None)} | {
            target.id for target in getattr(node, "targets", []) if isinstance(target, ast.Name)
        }
        if bound & names:
            lines[node.lineno - 1 : node.end_lineno] = [None] * (node.end_lineno - node.lineno + 1)
    rest = "\n".join(line for line in lines if line is not None).strip("\n")
    return "\n\n".join(
        filter(None, [f"# Defined in another cell: {', '.join(sorted(names))}.", rest])
    )


def _own_cell(cell):
    own = _new(cell.get("cell_type"), text_of(cell))
    attach(own, cell)
    return own


def _new(cell_type, text):
    # nbformat's own makers validate each cell; the notebook is validated once, when it is written.
    cell = {"id": random_cell_id(), "cell_type": "markdown", "metadata": {}, "source": text}
    if cell_type == "code":
        cell |= {"cell_type": "code", "outputs": [], "execution_count": None}
    return from_dict(cell)
