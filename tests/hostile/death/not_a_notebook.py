"""Hand in a notebook whose cells are no cells: no source, a list, numbers, a text as metadata."""

EARNS = []
SOLVED = False

CELLS = {}


def tamper(notebook):
    notebook.cells[1].source = ["def preemphasis():", 5, None]
    notebook.cells[2].metadata = "none"
    notebook.cells[3].cell_type = "video"
    notebook.cells.append([])
