"""The form of a source notebook that `tidy` gives it; a course asks for it by its kit."""

import ast

from examiner.authoring.drawn import MARK, is_drawn
from examiner.notebooks.cells import is_solution, is_test, name_of, nbgrader_metadata, tasks_of
from examiner.notebooks.regions import divide

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


def broken_form(notebook):
    """What of a source notebook has another form.

    Parameters
    ----------
    notebook : NotebookNode

    Returns
    -------
    list of str
        One sentence for each.
    """
    broken = []
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        broken.append("the format should be nbformat 4.5, which has cell ids")
    if notebook.metadata != CANONICAL:
        broken.append("the notebook's metadata should be the kernelspec and language, nothing else")
    broken += _names(notebook.cells)
    for cell in notebook.cells:
        broken += [f"{name_of(cell)}: {each}" for each in _cell_form(cell) + _test_form(cell)]
    return broken


def _names(cells):
    asked = [cell for cell in cells if nbgrader_metadata(cell)]
    broken = [
        f"the grade id {name_of(cell)} does not speak"
        for cell in asked
        if name_of(cell).startswith("cell-")
    ]
    answers = {name_of(cell) for cell in asked if is_solution(cell)}
    return broken + [
        f"{test}: no solution cell has a name that it could test"
        for test, task in tasks_of(asked).items()
        if task not in answers or not test.removeprefix("test_").startswith(task)
    ]


def _cell_form(cell):
    broken = []
    if cell.get("outputs") or cell.get("execution_count"):
        broken.append("a source notebook holds no outputs; clear them")
    extra = set(cell.metadata) - {"jupyter", "nbgrader", "tags"}
    metadata = nbgrader_metadata(cell)
    if metadata:
        expected = KEYS | ({"points"} if metadata.get("grade") else set())
        extra |= set(metadata) ^ expected
        if metadata.get("grade_id") != cell.get("id"):
            broken.append("the cell id should be the grade id")
    if extra:
        broken.append(f"its metadata is not canonical: {', '.join(sorted(extra))}")
    return broken


def _test_form(cell):
    if not is_test(cell):
        return []
    broken = [] if name_of(cell).startswith("test_") else ["a test should be called test_..."]
    for text in (cell.source, "\n".join(divide(cell.source)[0])):
        try:
            body = ast.parse(text).body
        except SyntaxError:  # a rule of its own
            return broken
        if not body or not isinstance(getattr(body[0], "value", None), ast.Constant):
            broken.append("should begin with a docstring that states its claim")
        if not body or ast.unparse(body[-1]) != "verdict(check)":
            broken.append("should end with verdict(check)")
    if "raises-exception" not in cell.metadata.get("tags", []):
        broken.append("should carry the tag raises-exception, so that 'Run all' goes on after it")
    if not cell.metadata.get("jupyter", {}).get("source_hidden"):
        broken.append("should be folded (jupyter.source_hidden), so that its claim alone is seen")
    if divide(cell.source)[1] and not is_drawn(cell.source):
        broken.append(f"its hidden numbers stand in source/; draw them, with a line of {MARK}")
    return sorted(set(broken))
