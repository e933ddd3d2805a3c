"""``python -m examiner tidy``: what JupyterLab leaves in a source notebook, put in order."""

import nbformat
from nbformat.v4 import new_code_cell

from examiner.authoring.form import CANONICAL, KEYS
from examiner.course import ASSIGNMENT, KIT, Course, NotReleasedError
from examiner.notebooks.cells import ALWAYS, INSIDE, SEEN, is_seen, is_test, nbgrader_metadata
from homework.files import replace

OPTIONS = {"assignment": ASSIGNMENT}


def tidy(assignment=None, root=KIT):
    """Give the source notebooks the form that examiner/authoring/form.py asks for.

    Outputs are cleared, a cell with a grade id gets it as its own id, test cells are tagged and
    folded, other metadata is removed. No text is changed.

    Parameters
    ----------
    assignment : str, optional
    root : Path
        The course's folder.

    Raises
    ------
    NotReleasedError
        Where there is no such assignment.
    """
    course = Course(root, assignment)
    paths = course.notebooks("source")
    if not paths:
        raise NotReleasedError(f"There is no notebook in source/{course.assignment}.")
    for path in paths:
        before = path.read_text(encoding="utf-8")
        notebook = nbformat.reads(before, as_version=4)
        notebook.metadata, notebook.nbformat_minor = nbformat.from_dict(CANONICAL), 5
        for cell in notebook.cells:
            _put_in_order(cell)
        after = nbformat.writes(notebook) + "\n"
        if after != before:
            replace(path, after.encode())
        print(f"{path.name}: {'put in order' if after != before else 'in order'}")


def _put_in_order(cell):
    asked = nbgrader_metadata(cell)
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    kept = {"nbgrader": _asked(cell, asked)} if asked else {}
    if asked:
        cell.id = asked["grade_id"]
    cell.id = cell.get("id") or new_code_cell().id
    tags = [each for each in cell.metadata.get("tags", []) if each in (ALWAYS, INSIDE, SEEN)]
    if is_test(cell):
        kept |= {"tags": ["raises-exception", *tags], "jupyter": {"source_hidden": True}}
    elif is_seen(cell):
        kept |= {"tags": tags, "jupyter": {"source_hidden": True}}
    elif tags:
        kept |= {"tags": tags}
    cell.metadata = nbformat.from_dict(kept)


def _asked(cell, asked):
    expected = KEYS | ({"points"} if asked.get("grade") else set())
    known = {"cell_type": cell.cell_type, "schema_version": 3, "task": False, **asked}
    return {name: known[name] for name in sorted(expected) if name in known}
