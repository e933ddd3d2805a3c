"""Which cells of a release a submission runs, and why: what an author reads before tagging one."""

import nbformat

from examiner.exam.slicing import slice_of
from examiner.notebooks.cells import is_test, name_of
from examiner.notebooks.plan import read_plan


def explained(course):
    """The cells of code of a release, each with the reason why it runs, or that it does not.

    Parameters
    ----------
    course : Course
        With its release built.

    Returns
    -------
    list of str
        A line for each notebook, and one for each of its cells that is no test.
    """
    lines = []
    for path in course.notebooks("source"):
        place = str(course.folder("source"))
        plan = read_plan(course.gradebook_url, course.assignment, path.stem, place)
        cells = nbformat.read(path, as_version=4).cells
        found = slice_of(cells, plan)
        lines.append(f"{path.name}: {len(found.left_out)} cells are left out")
        lines += [
            f"  {name_of(cell):32} {found.reasons.get(i, 'left out: no mark depends on it')}"
            for i, cell in enumerate(cells)
            if cell.cell_type == "code" and cell.source.strip() and not is_test(cell)
        ]
    return lines
