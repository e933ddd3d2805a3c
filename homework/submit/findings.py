"""What is in the notebooks before they are handed in: what is missing, and what is still open."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from homework.opened import Opened
from homework.released import outline_in, written_cells
from homework.verdicts import STUBS

# What nbgrader puts in the place of an answer: this kit's words, and its own.
OPEN = (*STUBS, "*TODO: write your answer here", "YOUR ANSWER HERE")


@dataclass(frozen=True)
class Handin:
    """The notebooks of an assignment, as they are about to be handed in.

    Attributes
    ----------
    assignment : str
    notebooks : dict of str to NotebookNode
        By file name, in the assignment's order.
    files : dict of str to bytes
        The same, as they lie on the disk or are open.
    outlines : dict of str to dict
        What each asks; none of one that has lost its metadata.
    faults : list of str
        What is in the way.
    notes : list of str
        What the student should know.
    still_open : dict of str to list of str
        By file name the ids of the cells whose TODO is still there.
    """

    assignment: str = ""
    notebooks: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    outlines: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    still_open: dict = field(default_factory=dict)


def look_into(folder, here: Opened):
    """Read the notebooks of a folder, and the one that is open.

    Parameters
    ----------
    folder : Path
    here : Opened
        What it holds counts where the editor sends it.

    Returns
    -------
    Handin
    """
    paths = sorted(Path(folder).glob("*.ipynb"))
    known = [outline for path in paths if (outline := outline_in(path.read_bytes()))]
    if here.data and (outline := outline_in(here.data)):
        known.insert(0, outline)
    if not known:
        fault = f"none of the homework's notebooks is in {Path(folder).absolute()}"
        return Handin(faults=[fault])
    handin = Handin(known[0]["assignment"])
    for stem in known[0]["notebooks"]:
        _take(Path(folder) / f"{stem}.ipynb", handin, here)
    return handin


def _take(path, handin, here):
    try:
        data = here.data if _is_open_in_the_editor(here, path.stem) else path.read_bytes()
        notebook = nbformat.reads(data.decode("utf-8"), as_version=4)
    except FileNotFoundError:
        handin.faults.append(f"{path.name} is missing. Give it this name again, or put it back")
        return
    except (OSError, ValueError, json.JSONDecodeError) as error:
        handin.faults.append(f"{path.name} cannot be read ({type(error).__name__})")
        return
    outline = outline_in(data)
    handin.files[path.name], handin.notebooks[path.name] = data, notebook
    handin.outlines[path.name] = outline
    if outline is None:
        handin.notes.append(
            f"{path.name} has lost its metadata, so nobody looked whether a cell is missing."
        )
    elif (outline["assignment"], outline["notebook"]) != (handin.assignment, path.stem):
        handin.faults.append(
            f"{path.name} is a copy of {outline['notebook']} of {outline['assignment']}"
        )
    cells = cells_by_id(notebook)
    wanted = [*outline["answers"], *outline["tests"]] if outline else []
    if lost := [name for name in wanted if name not in cells]:
        handin.faults.append(
            f"{path.name} has lost {', '.join(lost)}. Copy the cells back from the notebook that "
            "you were given, with Edit, Copy Cells"
        )
    handin.still_open[path.name] = [
        name for name in wanted if name in cells and is_open(cells[name])
    ]


def _is_open_in_the_editor(here, stem):
    """True where the editor sent this notebook; one without its metadata is told by its name."""
    if here.data is None:
        return False
    if outline := outline_in(here.data):
        return outline["notebook"] == stem
    metadata = json.loads(here.data)["metadata"]
    return stem in metadata.get("colab", {}).get("name", "")


def cells_by_id(notebook):
    """The cells that nbgrader knows, by their id."""
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    return {name: cell for name, cell in cells.items() if name}


def is_to_be_filled(cell):
    """True for a cell that a student fills."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def is_open(cell):
    """True where its TODO is still there."""
    return any(stub in cell.source for stub in OPEN)


def answers_of(notebook):
    """The texts that a student wrote into the cells to fill, by the id of their cell.

    Parameters
    ----------
    notebook : NotebookNode

    Returns
    -------
    dict of str to str
    """
    return {
        name: cell.source for name, cell in cells_by_id(notebook).items() if is_to_be_filled(cell)
    }


def is_untouched(notebook, outline):
    """True for a notebook in which nothing is written but the cell that hands in.

    Parameters
    ----------
    notebook : NotebookNode
    outline : dict or None
    """
    if not outline or "cells" not in outline:
        wanted = [each for each in cells_by_id(notebook).values() if is_to_be_filled(each)]
        return bool(wanted) and all(is_open(cell) for cell in wanted)
    return all("submit(" in cell.source for cell in written_cells(notebook, outline))
