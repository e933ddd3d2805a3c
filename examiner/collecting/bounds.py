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
# Of a zip that may hold more than 4 GB another end comes before it, and what says where.
END64, LOCATOR = struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")


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
    before = max(size - COMMENT - END.size - LOCATOR.size - END64.size, 0)
    file.seek(before)
    data = file.read()
    # As Python's own reader takes it: the one without a comment, else the last one.
    start = len(data) - END.size
    if start < 0 or not data.startswith(b"PK\5\6", start) or not data.endswith(b"\0\0"):
        start = data.rfind(b"PK\5\6")
    sizes = []
    if 0 <= start <= len(data) - END.size:
        sizes = _sizes64(file, before + start) or [END.unpack_from(data, start)[5]]
    file.seek(0)
    # Where there is none it is no zip; its reader says so.
    if max(sizes, default=0) > DIRECTORY:
        raise OSError("it lists more files than a homework has")


def _sizes64(file, end):
    """What the other ends say: readers go by that before `end`, or by its place."""
    locator = _there(file, LOCATOR, end - LOCATOR.size, b"PK\6\7")
    places = {end - LOCATOR.size - END64.size, locator[2]} if locator else ()
    found = [_there(file, END64, place, b"PK\6\6") for place in places]
    return [each[8] for each in found if each]


def _there(file, form, place, sign):
    if not 0 <= place < 2**63:
        return None
    file.seek(place)
    data = file.read(form.size)
    return form.unpack(data) if len(data) == form.size and data.startswith(sign) else None
