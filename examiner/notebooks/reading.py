"""A notebook's file, read whatever its name and its encoding: a notebook is what parses as one."""

import codecs
import json
import re

import nbformat

# Half of a character that takes two, as JSON writes it; a whole one is no fault.
HALF = re.compile(r"\\u[dD][89a-fA-F]")


def read(data):
    """The notebook in a file.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    NotebookNode
        In format 4.

    Raises
    ------
    Exception
        Whatever a damaged file makes nbformat raise.
    """
    notebook = nbformat.reads(stored(data).decode(), as_version=4)
    if not isinstance(notebook.cells, list) or not all(map(_is_cell, notebook.cells)):
        raise ValueError("it has no list of cells")
    return notebook


def is_notebook(data):
    """True where a file's bytes can be read as a notebook, whatever it is called."""
    # Most files are none, and need not be parsed to know it.
    if b"nbformat" not in data.replace(b"\0", b""):
        return False
    try:
        read(data)
    except Exception:  # whatever a damaged file makes nbformat raise
        return False
    return True


def stored(data):
    """A notebook's bytes as everybody reads them: UTF-8 without a mark, without half characters.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bytes
        The same where there was nothing to mend.
    """
    text = _decoded(data)
    if HALF.search(text):
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=1)
    return text.encode("utf-8", "ignore")


def _decoded(data):
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    if b"\0" in data[:2]:  # UTF-16 without its mark: a notebook begins with a bracket
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Half a character written raw; or what an old editor of Windows calls text.
        for encoding, errors in (("utf-8-sig", "surrogatepass"), ("cp1252", "strict")):
            try:
                return data.decode(encoding, errors)
            except UnicodeDecodeError:
                continue
        raise


def _is_cell(cell):
    return isinstance(cell, dict) and isinstance(cell.get("cell_type"), str)
