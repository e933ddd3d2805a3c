"""A submitted notebook, put back into the form that it was released in.

Other editors strip metadata; people copy, split, move and delete cells. Nothing that a notebook
says of itself is believed: every cell of the plan is found again among the student's cells and gets
the metadata that the gradebook records, and a locked one its text. What has no place in the plan
stays as a plain cell. (nbgrader's own `add_missing_cells` stops with an error where the cell before
the missing one is locked, and its DeduplicateIds keeps the last copy even if that is the untouched
one.)
"""

from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor

from examiner.course import NOTE
from examiner.notebooks.finding import find, text_of
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
    taken = {match.place: match for match in found.values() if match.parts}
    dropped = {index for match in found.values() for index in match.dropped}
    groups = {name: [] for name in found}
    current = first = []
    for index, cell in enumerate(cells):
        if index in taken:
            current = groups[taken[index].planned.name]
            current.append(_planned_cell(taken[index], cells))
        elif index not in dropped:
            current.append(_own_cell(cell))
    for name, match in found.items():
        groups[name] = groups[name] or [_planned_cell(match, cells)]
    return first + [cell for group in groups.values() for cell in group], notes


def _planned_cell(match, cells):
    planned = match.planned
    parts = [cells[index] for index in match.parts]
    text = planned.source
    if parts and not planned.locked:
        text = "\n\n".join(dict.fromkeys(text_of(part) for part in parts))
    cell = _new(planned.cell_type, text)
    cell.id, cell.metadata.nbgrader = planned.name, planned.metadata
    for part in parts if planned.cell_type == "markdown" and not planned.locked else []:
        _attach(cell, part)
    return cell


def _own_cell(cell):
    own = _new(cell.get("cell_type"), text_of(cell))
    _attach(own, cell)
    return own


def _new(cell_type, text):
    return new_code_cell(text) if cell_type == "code" else new_markdown_cell(text)


def _attach(cell, original):
    """Keep the pictures that were pasted into a text."""
    attachments = original.get("attachments")
    if cell.cell_type != "markdown" or not isinstance(attachments, dict):
        return
    pictures = {
        name: {kind: data for kind, data in bundle.items() if _is_picture(kind, data)}
        for name, bundle in attachments.items()
        if isinstance(bundle, dict)
    }
    cell.attachments = {**cell.get("attachments", {}), **pictures}


def _is_picture(kind, data):
    return kind in {"image/png", "image/jpeg", "image/gif"} and isinstance(data, str)
