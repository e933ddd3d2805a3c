"""Notebooks that were handed in under another name get their own."""

import nbformat

from examiner.notebooks.finding import claimed_names, defined_names, text_of
from homework.files import replace


def name_renamed(folder, expected):
    """Copy each renamed notebook to the name that it should have.

    Parameters
    ----------
    folder : Path
    expected : dict of str to set of str
        File name of each notebook that is asked for, to the names in it.

    Returns
    -------
    list of str
        What was done, in words for the instructor.
    """
    notes = []
    wanted = [folder / name for name in expected]
    strays = [path for path in sorted(folder.rglob("*.ipynb")) if path not in wanted]
    names = {path: _names_in(path) for path in strays}
    for name, planned in expected.items():
        if (folder / name).exists():
            continue
        alike = [path for path in strays if _is_version_of(names[path], planned, expected)]
        shown = ", ".join(str(path.relative_to(folder)) for path in alike)
        if len(alike) == 1:
            replace(folder / name, alike[0].read_bytes())
            notes.append(f"{name} was handed in as {shown}; it was copied to its name")
        elif alike:
            notes.append(f"{name} could be any of {shown}; copy the one that counts to {name}")
    return notes


def _names_in(path):
    cells = nbformat.read(path, as_version=4).cells
    return set(claimed_names(cells)).union(*[defined_names(text_of(cell)) for cell in cells])


def _is_version_of(names, planned, expected):
    """It has more of this notebook than of any other, and at least a third of it."""
    shares = {len(names & each) / len(each) for each in expected.values()}
    own = len(names & planned) / len(planned)
    return own == max(shares) and own > 1 / 3
