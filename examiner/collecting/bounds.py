"""How much a notebook may hold: what is more is cut before it is compared or shown."""

import json
import os
import struct

from examiner.collecting.left_out import put_away
from homework.files import replace, shown

# The longest notebook of this kit has 131 cells and 95 000 characters.
CELLS, CELL, TEXT = 500, 100_000, 1_000_000
# Outputs are made anew in grading; those of an honest notebook with many pictures fit.
OUTPUTS = 30 * 2**20
# The list of a zip's files, which comes before any of them is looked at: some thousand names.
DIRECTORY = 2**20
# What a zip ends with, and how far its comment can move that from the end; see APPNOTE.TXT 4.3.16.
END = struct.Struct("<4s4H2LH")
COMMENT = 65_535
# Of a zip that may hold more than 4 GB another end comes before it, and 20 bytes that say so.
END64, LOCATOR = struct.Struct("<4sQ2H2L4Q"), 20


def bound(path):
    """Cut a notebook that holds more than is graded; the whole one stays beside it.

    Parameters
    ----------
    path : Path
        Of a file that nbformat can read.

    Returns
    -------
    list of str
        What was cut, in words for the instructor.
    """
    notebook = json.loads(path.read_bytes())
    cells = notebook.get("cells")
    if not isinstance(cells, list):  # an old format: it is converted, and its text is short
        return []
    kept, faults = _cut(cells)
    if path.stat().st_size > OUTPUTS:
        for cell in kept:
            cell.pop("outputs", None)
            cell.pop("attachments", None)
        faults.append(f"is larger than {OUTPUTS // 2**20} MB with its outputs and pictures")
    if not faults:
        return []
    whole = put_away(path, ".whole")
    notebook["cells"] = [{"outputs": [], "execution_count": None} | cell for cell in kept]
    replace(path, json.dumps(notebook).encode())
    return [f"{shown(path.name)} {'; it '.join(faults)}; it was cut, and is whole in {whole.name}"]


def _cut(cells):
    kept, faults, left = cells[:CELLS], [], TEXT
    if len(cells) > CELLS:
        faults.append(f"has {len(cells)} cells, and {CELLS} are read")
    for cell in kept:
        source = cell.get("source", "")
        text = "".join(map(str, source)) if isinstance(source, list) else str(source)
        most = max(min(CELL, left), 0)
        if len(text) > most:
            cell["source"] = text[:most]
            faults.append(f"has more text than is read ({CELL} characters a cell, {TEXT} in all)")
        left -= min(len(text), most)
    return kept, list(dict.fromkeys(faults))


def bound_zip(file):
    """Refuse a zip that lists more files than anybody hands in, before the list is read.

    Parameters
    ----------
    file : file
        Open for reading; it is read from its start again afterwards.

    Raises
    ------
    OSError
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - COMMENT - END.size - LOCATOR - END64.size, 0))
    data = file.read()
    file.seek(0)
    # The last one, as Python's own reader takes it.
    start = data.rfind(b"PK\5\6")
    if start < 0 or len(data) < start + END.size:
        return  # no zip; its reader says so
    directory = END.unpack_from(data, start)[5]
    other = start - LOCATOR - END64.size
    # Python's reader goes by that one where it is there.
    if other >= 0 and (data[start - LOCATOR :][:4], data[other:][:4]) == (b"PK\6\7", b"PK\6\6"):
        directory = END64.unpack_from(data, other)[8]
    if directory > DIRECTORY:
        raise OSError("it lists more files than a homework has")
