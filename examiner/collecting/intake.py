"""A submission's files, put in order before nbgrader reads them; nothing is lost on the way."""

import glob
import stat
from pathlib import Path

from nbgrader.converters import Autograde

from examiner.bounded import account_of
from examiner.collecting.arrival import put_timestamp
from examiner.collecting.bounds import bound
from examiner.collecting.left_out import (
    UNREADABLE,
    is_hidden,
    leave_out,
    leave_unreadable_out,
    put_away,
)
from examiner.collecting.renamed import name_renamed
from examiner.collecting.untrusted import copy, found_in
from examiner.course import NOTE
from examiner.notebooks.plan import read_plan
from homework.files import visible


def put_in_order_before_grading():
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
        folders = [Path(each) for each in sorted(glob.glob(pattern))]
        expected = released(course) if folders else {}
        for folder in folders:
            account = account_of(converter, folder.parent.name)
            for note in _tidied(folder, expected, account):
                converter.log.warning("%s %s: %s", NOTE, folder.parent.name, visible(note))
        stock(converter)

    init_notebooks.tidies = True  # type: ignore[attr-defined]
    Autograde.init_notebooks = init_notebooks


def _tidied(folder, expected, account):
    """Tidy, and where that fails keep the submission from being graded: the class goes on."""
    try:
        with account.counted():
            return tidy(folder, expected)
    except Exception as error:
        return [leave_out(folder, f"cannot be put in order ({type(error).__name__}: {error})")]


def released(course):
    """The notebooks of an assignment as they were released.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory

    Returns
    -------
    dict of str to Plan
        By file name.
    """
    source = course.format_path(course.source_directory, ".", course.assignment_id)
    return {
        path.name: read_plan(course.db_url, course.assignment_id, path.stem, source)
        for path in sorted(Path(source).glob("*.ipynb"))
    }


def tidy(folder, expected):
    """Put a submission's files in order.

    Links and devices are removed, unreadable files moved aside, of several versions of a notebook
    the one that answers most gets the name that it should have.

    Parameters
    ----------
    folder : Path
    expected : dict of str to Plan
        By the file name of each notebook that is asked for.

    Returns
    -------
    list of str
        What was done or is missing, in words for the instructor.
    """
    notes = _keep_plain(folder)
    notes += put_timestamp(folder)
    # What lies in a folder comes before the folder.
    for path in sorted(folder.rglob("*.ipynb"), reverse=True):
        if not is_hidden(path.relative_to(folder)):
            place = str(path.parent.relative_to(folder) / "_")[:-1]
            notes += [f"{place}{note}" for note in leave_unreadable_out(path)]
            notes += bound(path) if path.exists() else []
    notes += name_renamed(folder, expected)
    handed_in = [name for name in expected if (folder / name).exists()]
    missing = [name for name in expected if name not in handed_in]
    if not handed_in:
        notes.append("no notebook of the assignment was handed in")
    elif missing:
        notes.append(f"{', '.join(missing)} was not handed in; it gets no points")
    return notes


def _keep_plain(folder):
    """A link leads out of the submission; reading a device may never end."""
    refused = [each for each in found_in(folder) if each.fault and UNREADABLE not in each.name]
    notes = [_without(folder / each.name, each) for each in refused if not each.too_much]
    if any(each.too_much for each in refused):
        whole = put_away(folder, ".handed-in")
        notes += copy(whole, folder)
        notes.append(f"it is more than is graded; all of it is kept as {whole.name}")
    return notes


def _without(path, found):
    kind = path.lstat().st_mode
    if stat.S_ISREG(kind):
        return leave_out(path, found.fault)
    if stat.S_ISDIR(kind):
        return found.note
    path.unlink()
    return f"{found.note}; it was removed"
