"""What happens to a notebook on its way: each changes one as people and programs do."""

import copy

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell


def index_of(notebook, name):
    return [cell.get("id") for cell in notebook.cells].index(name)


def copied_test_cell(notebook):
    place = index_of(notebook, "test_cmvn_mean")
    copied = copy.deepcopy(notebook.cells[place])
    copied.id = "copy"
    notebook.cells.insert(0, copied)


def deleted_tests(notebook):
    notebook.cells = [cell for cell in notebook.cells if not cell.id.startswith("test_")]


def solution_split(notebook):
    """As JupyterLab splits: both parts carry the metadata."""
    place = index_of(notebook, "cmvn")
    cell = notebook.cells[place]
    first, second = cell.source.split("def cmvn")
    below = copy.deepcopy(cell)
    cell.source, below.source, below.id = first.strip(), "def cmvn" + second, "below"
    notebook.cells.insert(place + 1, below)


def metadata_stripped(notebook):
    for cell in notebook.cells:
        cell.metadata = {}
        cell.id = f"random-{id(cell)}"
    notebook.metadata = {}


def stripped_with_new_cells(notebook):
    metadata_stripped(notebook)
    notebook.cells.insert(1, new_markdown_cell("My notes."))
    notebook.cells.insert(4, new_code_cell("print(preemphasis(np.ones(3)))"))


def types_changed(notebook):
    for name in ("preemphasis", "log_dct", "test_log_dct"):
        place = index_of(notebook, name)
        cell = notebook.cells[place]
        notebook.cells[place] = new_markdown_cell(cell.source, id=name, metadata=cell.metadata)
    place = index_of(notebook, "answer_feature_levels")
    cell = notebook.cells[place]
    notebook.cells[place] = new_code_cell(cell.source, id=cell.id, metadata=cell.metadata)


def order_changed(notebook):
    """Solutions moved below their tests; a helper moved along with its solution."""
    place = index_of(notebook, "preemphasis")
    moved = notebook.cells.pop(place)
    notebook.cells.append(moved)
    notebook.cells.append(new_code_cell("print('after preemphasis')"))


def line_ends_of_windows(notebook):
    for cell in notebook.cells:
        cell.source = cell.source.replace("\n", "\r\n")


def format_4_4(notebook):
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        del cell["id"]


def no_kernelspec(notebook):
    notebook.metadata = {}


def another_kernelspec(notebook):
    notebook.metadata.kernelspec = {"name": "julia-1.9", "display_name": "J", "language": "julia"}


def outputs_of_20_mb(notebook):
    output = nbformat.v4.new_output("stream", text="x" * 20_000_000)
    notebook.cells[0].outputs = [output]


def points_and_locks_edited(notebook):
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.update(points="many", locked=7, schema_version="new", grade=None)


MESSES = [
    copied_test_cell,
    deleted_tests,
    solution_split,
    metadata_stripped,
    stripped_with_new_cells,
    types_changed,
    order_changed,
    line_ends_of_windows,
    format_4_4,
    no_kernelspec,
    another_kernelspec,
    outputs_of_20_mb,
    points_and_locks_edited,
]
