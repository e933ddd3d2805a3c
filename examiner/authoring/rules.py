"""The rules that every source notebook keeps, so that its marks can be trusted."""

import re

import nbformat

from examiner.authoring.askable import not_askable
from examiner.authoring.drawn import broken_seed
from examiner.authoring.form import broken_form
from examiner.kit import kit
from examiner.notebooks.cells import is_inside, is_seen, is_test, name_of, nbgrader_metadata, shown
from examiner.notebooks.names import parsed
from examiner.notebooks.plan import own_code
from examiner.notebooks.regions import divide
from examiner.notebooks.schemes import broken_schemes

POINTS = re.compile(r"^(#+) .*\((\d+(?:\.\d+)?) points?\)", re.MULTILINE)


def broken_rules(course):
    """Everything that is wrong with the source notebooks of an assignment.

    Parameters
    ----------
    course : Course

    Returns
    -------
    list of str
        One sentence for each broken rule; empty where all is well.
    """
    paths = course.notebooks("source")
    if not paths:
        return [f"there is no notebook in {course.folder('source')}"]
    broken = [f"{path.name}: {each}" for path in paths for each in _broken(path)]
    return broken + _names_of_two(paths)


def _names_of_two(paths):
    """Marks are told apart by the grade id alone."""
    met = {}
    for path in paths:
        for cell in nbformat.read(path, as_version=4).cells:
            if nbgrader_metadata(cell):
                met.setdefault(name_of(cell), set()).add(path.name)
    return [
        f"the grade id {name} occurs in {' and '.join(sorted(found))}"
        for name, found in met.items()
        if len(found) > 1
    ]


def _broken(path):
    notebook = nbformat.read(path, as_version=4)
    broken = _points(notebook.cells) + _twice(notebook.cells) + broken_schemes(notebook.cells)
    code = own_code(notebook.cells)
    for place, cell in enumerate(notebook.cells):
        found = _metadata(cell) + _test(cell, code)
        broken += [f"{shown(notebook.cells, place)}: {each}" for each in found]
    return broken + (broken_form(notebook) if kit().STRICT_FORM else [])


def _points(cells):
    """The title says the points of the notebook, the headings those of the tasks, if they do."""
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    said = [(len(marks), float(number)) for text in texts for marks, number in POINTS.findall(text)]
    title = next((number for level, number in said if level == 1), None)
    tasks = sum(number for level, number in said if level > 1)
    graded = sum(nbgrader_metadata(cell).get("points", 0) for cell in cells)
    broken = []
    if title is None and not kit().STRICT_FORM:
        return broken
    if title is None or abs(graded - title) > 1e-9:
        broken.append(f"the title says {title} points, the graded cells have {graded:g}")
    if tasks and title is not None and abs(tasks - title) > 1e-9:
        broken.append(f"the title says {title} points, the task headings {tasks:g}")
    return broken


def _twice(cells):
    names = [name_of(cell) for cell in cells if nbgrader_metadata(cell)]
    return [f"the grade id {name} occurs twice" for name in set(names) if names.count(name) > 1]


def _metadata(cell):
    asked = nbgrader_metadata(cell)
    kind = asked.get("cell_type", cell.cell_type)
    if asked and (asked.get("schema_version") != 3 or kind != cell.cell_type):
        return ["nbgrader's metadata should say schema_version 3 and the cell's type"]
    return []


def _test(cell, code):
    if not is_test(cell) and not is_seen(cell):
        return []
    # Students see the cell without its hidden part: both forms have to be Python.
    for text in (cell.source, "\n".join(divide(cell.source)[0])):
        try:
            parsed(text)
        except SyntaxError as error:
            return [f"is not Python: {error}"]
    broken = broken_seed(cell.source)
    return broken if is_inside(cell) else broken + not_askable(cell.source, code)
