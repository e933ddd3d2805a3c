"""The rules that every source notebook keeps, so that its marks can be trusted."""

import ast
import re

import nbformat

from examiner.notebooks.regions import divide, nbgrader_metadata

KEYS = {"schema_version", "grade_id", "cell_type", "task", "grade", "solution", "locked"}
# The metadata of a source notebook.
CANONICAL = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
POINTS = re.compile(r"^#+ .*\((\d+(?:\.\d+)?) points?\)", re.MULTILINE)


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
                met.setdefault(nbgrader_metadata(cell)["grade_id"], set()).add(path.name)
    return [
        f"the grade id {name} occurs in {' and '.join(sorted(found))}"
        for name, found in met.items()
        if len(found) > 1
    ]


def _broken(path):
    notebook = nbformat.read(path, as_version=4)
    broken = _form(notebook) + _points(notebook) + _ids(notebook)
    for cell in notebook.cells:
        broken += [f"{cell.id}: {each}" for each in _cell_form(cell) + _test_form(cell)]
    return broken


def _form(notebook):
    broken = []
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        broken.append("the format should be nbformat 4.5, which has cell ids")
    if notebook.metadata != CANONICAL:
        broken.append("the notebook's metadata should be the kernelspec and language, nothing else")
    return broken


def _points(notebook):
    """The title says the points of the notebook, the headings those of the tasks."""
    title, *tasks = [
        float(each)
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for each in POINTS.findall(cell.source)
    ] or [None]
    graded = sum(nbgrader_metadata(cell).get("points", 0) for cell in notebook.cells)
    broken = []
    if title is None or abs(graded - title) > 1e-9:
        broken.append(f"the title says {title} points, the graded cells have {graded:g}")
    if tasks and title is not None and abs(sum(tasks) - title) > 1e-9:
        broken.append(f"the title says {title} points, the task headings {sum(tasks):g}")
    return broken


def _ids(notebook):
    broken = []
    names = [nbgrader_metadata(c)["grade_id"] for c in notebook.cells if nbgrader_metadata(c)]
    broken += [
        f"the grade id {name} occurs twice" for name in {n for n in names if names.count(n) > 1}
    ]
    broken += [f"the grade id {name} does not speak" for name in names if name.startswith("cell-")]
    solutions = [n for n in names if not n.startswith(("test_", "answer_", "question_"))]
    for name in names:
        if name.startswith("test_") and not any(name[5:].startswith(s) for s in solutions):
            broken.append(f"{name}: no solution cell has a name that it could test")
    return broken


def _cell_form(cell):
    broken = []
    if cell.get("outputs") or cell.get("execution_count"):
        broken.append("a source notebook holds no outputs; clear them")
    extra = set(cell.metadata) - {"jupyter", "nbgrader", "tags"}
    metadata = nbgrader_metadata(cell)
    if metadata:
        expected = KEYS | ({"points"} if metadata.get("grade") else set())
        extra |= set(metadata) ^ expected
        if metadata.get("schema_version") != 3 or metadata.get("cell_type") != cell.cell_type:
            broken.append("nbgrader's metadata should say schema_version 3 and the cell's type")
        if metadata.get("grade_id") != cell.id:
            broken.append("the cell id should be the grade id")
    if extra:
        broken.append(f"its metadata is not canonical: {', '.join(sorted(extra))}")
    return broken


def _test_form(cell):
    if not cell.id.startswith("test_"):
        return []
    broken = []
    # Students see the cell without its hidden part: both forms have to be Python.
    for text in (cell.source, "\n".join(divide(cell.source)[0])):
        try:
            body = ast.parse(text).body
        except SyntaxError as error:
            return [f"is not Python: {error}"]
        if not body or not isinstance(getattr(body[0], "value", None), ast.Constant):
            broken.append("should begin with a docstring that states its claim")
        if not body or ast.unparse(body[-1]) != "verdict(check)":
            broken.append("should end with verdict(check)")
    if cell.metadata.get("tags") != ["raises-exception"]:
        broken.append("should carry the tag raises-exception, so that 'Run all' goes on after it")
    if not cell.metadata.get("jupyter", {}).get("source_hidden"):
        broken.append("should be folded (jupyter.source_hidden), so that its claim alone is seen")
    return sorted(set(broken))
