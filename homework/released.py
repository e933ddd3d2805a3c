"""What a released notebook says of itself, and what of it a student has written."""

import hashlib
import json
from pathlib import Path

from homework.opened import opened


def read_outline(path):
    """What a released notebook asks, as its metadata says.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict or None
        ``assignment``; ``notebook``, its own name; ``notebooks``, the names of all; ``answers``,
        the ids of the cells to fill; ``tests``, by id the task, the points and the claim;
        ``by_hand``, by id the points that a person gives; ``cells``, the digests of its cells. None
        where there is no such notebook.
    """
    try:
        return outline_in(path.read_bytes())
    except OSError:
        return None


def outline_in(data):
    """The same of a notebook's bytes."""
    try:
        return json.loads(data.decode("utf-8"))["metadata"]["outline"]
    except (ValueError, KeyError, TypeError):
        return None


def this_notebook(name, folder="."):
    """A notebook of the homework, wherever it is open.

    Parameters
    ----------
    name : str
        Such as "ex1".
    folder : str or Path
        Where it lies, unless the editor says otherwise.

    Returns
    -------
    NotebookNode or None
        With an outline in its metadata; None where it is not found.
    """
    import nbformat  # a fifth of a second, which a notebook that is graded need not wait

    here = opened()
    places = [here.path, Path(folder) / f"{name}.ipynb"]
    found = [here.data, *(each.read_bytes() for each in places if each and each.is_file())]
    for data in found:
        outline = outline_in(data) if data else None
        if outline and outline["notebook"] == name:
            return nbformat.reads(data.decode("utf-8"), as_version=4)
    return None


def digest_of_cell(source):
    """A cell's text in ten letters, whatever an editor did to its ends."""
    return hashlib.sha256(source.strip().encode("utf-8", "replace")).hexdigest()[:10]


def written_cells(notebook, outline):
    """The cells that a student wrote or changed.

    Parameters
    ----------
    notebook : NotebookNode
    outline : dict
        See `read_outline`.

    Returns
    -------
    list of NotebookNode
        None of them is empty.
    """
    given = set(outline.get("cells", ()))
    return [
        cell
        for cell in notebook.cells
        if cell.source.strip() and digest_of_cell(cell.source) not in given
    ]
