"""A submission's files, put in order before nbgrader reads them; nothing is lost on the way."""

import glob
import os
import stat
from pathlib import Path

import nbformat
from nbgrader.converters import Autograde
from nbgrader.utils import parse_utc

from examiner.course import NOTE
from examiner.finding import claimed_names, defined_names, text_of
from examiner.plan import read_plan

# A notebook that is larger is not opened.
LARGEST = 100 * 2**20


def tidy_before_grading():
    """Have ``nbgrader autograde`` put each submission's files in order before it reads them.

    nbgrader has no hook that early: it copies the files, and reads their timestamps, first.
    """
    if getattr(Autograde.init_notebooks, "tidies", False):
        return
    stock = Autograde.init_notebooks

    def init_notebooks(converter):
        course = converter.coursedir
        pattern = course.format_path(
            course.submitted_directory, course.student_id, course.assignment_id
        )
        for folder in sorted(glob.glob(pattern)):
            for note in tidy(Path(folder), released(course)):
                converter.log.warning("%s %s: %s", NOTE, Path(folder).parent.name, note)
        stock(converter)

    init_notebooks.tidies = True
    Autograde.init_notebooks = init_notebooks


def released(course):
    """The names in each notebook of an assignment: grade ids, and what its answers define.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory

    Returns
    -------
    dict of str to set of str
        By file name.
    """
    source = course.format_path(course.source_directory, ".", course.assignment_id)
    names = {}
    for path in sorted(Path(source).glob("*.ipynb")):
        plan = read_plan(course.db_url, course.assignment_id, path.stem, source)
        defined = [defined_names(each.source) for each in plan.cells if each.solution]
        names[path.name] = {each.name for each in plan.cells}.union(*defined)
    return names


def tidy(folder, expected):
    """Put a submission's files in order.

    Links and devices are removed, unreadable files moved aside, a renamed notebook copied to the
    name that it should have.

    Parameters
    ----------
    folder : Path
    expected : dict of str to set of str
        File name of each notebook that is asked for, to the names in it.

    Returns
    -------
    list of str
        What was done or is missing, in words for the instructor.
    """
    notes = _remove_links(folder)
    notes += _set_timestamp_aside(folder)
    for path in sorted(folder.rglob("*.ipynb")):
        notes += _set_unreadable_aside(path)
    notes += _name_renamed(folder, expected)
    handed_in = [name for name in expected if (folder / name).exists()]
    missing = [name for name in expected if name not in handed_in]
    if not handed_in:
        notes.append("no notebook of the assignment was handed in")
    elif missing:
        notes.append(f"{', '.join(missing)} was not handed in; it gets no points")
    return notes


def _remove_links(folder):
    """A link leads out of the submission; reading a device may never end."""
    notes = []
    for place, folders, files in os.walk(folder):
        for path in [Path(place, name) for name in [*folders, *files]]:
            kind = path.lstat().st_mode
            if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
                path.unlink()
                notes.append(f"{path.relative_to(folder)} is a link or a device; it was removed")
    return notes


def _set_timestamp_aside(folder):
    path = folder / "timestamp.txt"
    if not path.exists():
        return []
    try:
        parse_utc(path.read_text(encoding="utf-8").strip())
    except (ValueError, OverflowError, TypeError):
        return [_set_aside(path, "does not hold a time")]
    return []


def _set_unreadable_aside(path):
    if path.stat().st_size > LARGEST:
        return [_set_aside(path, f"is larger than {LARGEST // 2**20} MB")]
    if path.stat().st_size == 0:
        return [_set_aside(path, "is empty")]
    data = path.read_bytes()
    try:
        notebook = nbformat.reads(data.decode("utf-8-sig"), as_version=4)
        if not isinstance(notebook.cells, list) or not all(map(_is_cell, notebook.cells)):
            raise ValueError("it has no list of cells")
    except Exception as error:  # whatever a damaged file makes nbformat raise
        return [_set_aside(path, f"is no notebook ({type(error).__name__})")]
    if data.startswith(b"\xef\xbb\xbf"):
        _replace(path, data[3:])
    return []


def _is_cell(cell):
    return isinstance(cell, dict) and isinstance(cell.get("cell_type"), str)


def _set_aside(path, reason):
    """Rename a file, so that nothing reads it and nothing is lost."""
    aside = path.with_name(f"{path.name}.unreadable")
    path.replace(aside)
    return f"{path.name} {reason}; it is kept as {aside.name}. Ask for another copy"


def _name_renamed(folder, expected):
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
            _replace(folder / name, alike[0].read_bytes())
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


def _replace(path, data):
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    beside.replace(path)
