"""Files of a submission that cannot be read are renamed: nothing reads them, nothing is lost."""

import os

import nbformat

from homework.files import replace, shown

# A notebook that is larger is not opened.
LARGEST = 50 * 2**20
UNREADABLE = ".unreadable"


def set_aside(path, reason):
    """Rename a file or folder.

    Parameters
    ----------
    path : Path
    reason : str
        What is the matter with it, as the rest of a sentence.

    Returns
    -------
    str
        What was done, in words for the instructor.
    """
    aside = put_aside(path, UNREADABLE)
    return f"{shown(path.name)} {reason}; it is kept as {shown(aside.name)}"


def put_aside(path, word):
    """Rename a file or folder to a name with `word` at its end that nothing has; the new path."""
    names = (path.with_name(f"{path.name}{word}{n or ''}") for n in range(1000))
    aside = next(each for each in names if not os.path.lexists(each))
    path.rename(aside)
    return aside


def set_unreadable_aside(path):
    """Set a file aside that has a notebook's name and is none.

    Returns
    -------
    list of str
        A note where it was.
    """
    fault = _fault(path)
    return [f"{set_aside(path, fault)}. Ask for another copy"] if fault else []


def _fault(path):
    if path.is_dir():
        return "is a folder"
    size = path.stat().st_size
    if size > LARGEST or size == 0:
        return f"is larger than {LARGEST // 2**20} MB" if size else "is empty"
    try:
        data = path.read_bytes()
        notebook = nbformat.reads(data.decode("utf-8-sig"), as_version=4)
        if not isinstance(notebook.cells, list) or not all(map(_is_cell, notebook.cells)):
            raise ValueError("it has no list of cells")
    except Exception as error:  # whatever a damaged file makes nbformat raise
        return f"is no notebook ({type(error).__name__})"
    if data.startswith(b"\xef\xbb\xbf"):
        replace(path, data[3:])
    return None


def _is_cell(cell):
    return isinstance(cell, dict) and isinstance(cell.get("cell_type"), str)
