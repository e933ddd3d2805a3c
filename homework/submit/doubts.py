"""Is what is packed what was seen? The files beside the release, and beside this kernel."""

from pathlib import Path

import nbformat

from homework.history import cells_run
from homework.opened import DRIVE
from homework.outcomes import LAST, of_task
from homework.released import digest_of_cell, outline_in, written_cells
from homework.submit.findings import cells_by_id, is_open, is_untouched

NAMED = 4  # places where another notebook may be


def doubts_about(found, folder, here, saved):
    """A plain question about each notebook that may not be the one that was worked in.

    Parameters
    ----------
    found : Handin
    folder : Path
    here : Opened
    saved : Path or None
        The open notebook's file, if it was saved just now.

    Returns
    -------
    dict of str to str
        By file name; empty where all is as it was seen.
    """
    asked = {}
    for name, data in found.files.items():
        path = (folder / name).absolute()
        is_seen = data is here.data or (saved is not None and saved.absolute() == path)
        if doubt := _doubt(found, name, is_seen) or _fuller_copy(found, name, folder):
            others = _others(found.outlines.get(name), path, here)
            hint = f" The one you work in may be {others}." if others else ""
            file = "the notebook that is open" if data is here.data else path
            asked[name] = f"{name}: {doubt} It is {file}.{hint}"
    return asked


def _doubt(found, name, is_seen):
    notebook, outline = found.notebooks[name], found.outlines.get(name)
    right = _right_here(outline)
    tasks = f"{len(right)} task{'s are' if len(right) > 1 else ' is'} right here, but the file"
    if is_untouched(notebook, outline):
        if right:
            return f"{tasks} has none of them."
        return "nothing is written in it; it is as it was given out."
    if lacking := _lacking(notebook, outline, right, is_seen):
        return f"{tasks} does not have what ran of {', '.join(lacking)}."
    return None


def _fuller_copy(found, name, folder):
    """Said where a copy beside it, which is not packed, has tasks that are open in this file."""
    outline = found.outlines.get(name) or {"answers": ()}
    waiting = [each for each in found.still_open.get(name, ()) if each in outline["answers"]]
    for path in sorted(folder.glob("*.ipynb")) if waiting else ():
        if path.name in found.files:
            continue
        cells = _cells_of_another(path, outline)
        if more := [each for each in waiting if each in cells and _is_written(cells[each])]:
            return (
                f"{', '.join(more)} is open in it, and written in {path.name}, which is not packed."
            )
    return None


def _cells_of_another(path, outline):
    """The cells of another file of this notebook; none of one that is not, or cannot be read."""
    try:
        data = path.read_bytes()
        other, which = outline_in(data), ("assignment", "notebook")
        if not other or any(other[each] != outline[each] for each in which):
            return {}
        return cells_by_id(nbformat.reads(data.decode("utf-8"), as_version=4))
    # It is nobody's work that is handed in: whatever is wrong with it keeps nothing back.
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _is_written(cell):
    return bool(cell.source.strip()) and not is_open(cell)


def _right_here(outline):
    """The tasks of a notebook that this kernel's tests called right."""
    tasks = {}
    for test in (outline or {}).get("tests", {}).values():
        if test["claim"] in LAST:
            tasks.setdefault(test["task"], []).append(LAST[test["claim"]])
    return [task for task, outcomes in tasks.items() if of_task(outcomes) == "right"]


def _lacking(notebook, outline, right, is_seen):
    """Tasks that are right in this kernel, by code that the file does not have."""
    ran = {digest_of_cell(source) for source in cells_run()}
    own = written_cells(notebook, outline) if outline else []
    # An answer may stand in another cell than its own; then any that ran and names it will do.
    elsewhere = [cell.source for cell in own if digest_of_cell(cell.source) in ran]
    cells, lacking = cells_by_id(notebook), []
    for task in right:
        cell = cells.get(task)
        there = cell is not None and not is_open(cell)
        # What was changed after it ran is no fault where the file is what is seen.
        same = there and (is_seen or not ran or digest_of_cell(cell.source) in ran)
        if not same and not any(task in source for source in elsewhere):
            lacking.append(task)
    return lacking


def _others(wanted, path, here):
    """Other notebooks that were released as this one, and in which something is written."""
    places = [here.path] if here.path else []
    for folder in (path.parent, Path(), DRIVE, Path.home() / "Downloads"):
        places += sorted(folder.glob("*.ipynb")) if folder.is_dir() else []
    others = {each.absolute(): None for each in places if each.absolute() != path}
    shown = [str(each) for each in others if wanted and _is_worked_in(each, wanted["notebook"])]
    return " or ".join(shown[:NAMED])


def _is_worked_in(path, stem):
    try:
        data = path.read_bytes()
        outline = outline_in(data)
        if not outline or outline["notebook"] != stem:
            return False
        return not is_untouched(nbformat.reads(data.decode("utf-8"), as_version=4), outline)
    except (OSError, ValueError):
        return False
