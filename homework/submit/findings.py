"""What is in the notebooks before they are handed in: what is missing, and what is still open."""

import json
from dataclasses import dataclass
from pathlib import Path

import nbformat

from homework.progress import read_outline

# What nbgrader puts in the place of an answer; see nbgrader_config.py.
STUBS = ("raise NotImplementedError  # delete this line", "*TODO: write your answer here")


@dataclass(frozen=True)
class Handin:
    """The notebooks of an assignment, as they are about to be handed in.

    Attributes
    ----------
    assignment : str
    notebooks : dict of str to NotebookNode
        By file name, in the assignment's order.
    files : dict of str to bytes
        The same, as they lie on the disk.
    faults : list of str
        What is in the way.
    notes : list of str
        What the student should know.
    still_open : dict of str to list of str
        By file name the ids of the cells whose TODO is still there.
    """

    assignment: str
    notebooks: dict
    files: dict
    faults: list
    notes: list
    still_open: dict


def look_into(folder):
    """Read the notebooks of a folder.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    Handin
    """
    outlines = {path.name: read_outline(path) for path in sorted(Path(folder).glob("*.ipynb"))}
    known = [outline for outline in outlines.values() if outline]
    if not known:
        fault = f"none of the homework's notebooks is in {Path(folder).absolute()}"
        return Handin("", {}, {}, [fault], [], {})
    handin = Handin(known[0]["assignment"], {}, {}, [], [], {})
    for stem in known[0]["notebooks"]:
        _take(Path(folder) / f"{stem}.ipynb", handin)
    return handin


def _take(path, handin):
    outline = read_outline(path)
    try:
        data = path.read_bytes()
        notebook = nbformat.reads(data.decode("utf-8"), as_version=4)
    except FileNotFoundError:
        handin.faults.append(f"{path.name} is missing. Give it this name again, or put it back")
        return
    except (OSError, ValueError, json.JSONDecodeError) as error:
        handin.faults.append(f"{path.name} cannot be read ({type(error).__name__})")
        return
    handin.files[path.name], handin.notebooks[path.name] = data, notebook
    cells = {_grade_id(cell): cell for cell in notebook.cells}
    if outline is None:
        handin.notes.append(
            f"{path.name} has lost its metadata, so nobody looked whether a cell is missing."
        )
    elif (outline["assignment"], outline["notebook"]) != (handin.assignment, path.stem):
        handin.faults.append(
            f"{path.name} is a copy of {outline['notebook']} of {outline['assignment']}"
        )
    wanted = [*outline["answers"], *outline["tests"]] if outline else []
    if lost := [name for name in wanted if name not in cells]:
        handin.faults.append(
            f"{path.name} has lost {', '.join(lost)}. Copy the cells back from the notebook that "
            "you were given, with Edit, Copy Cells"
        )
    handin.still_open[path.name] = [
        name
        for name in wanted
        if name in cells and any(stub in cells[name].source for stub in STUBS)
    ]


def _grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def written_answers(notebook):
    """The texts that a student wrote, by the id of their cell.

    Parameters
    ----------
    notebook : NotebookNode

    Returns
    -------
    dict of str to str
    """
    return {
        _grade_id(cell): cell.source
        for cell in notebook.cells
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution")
    }
