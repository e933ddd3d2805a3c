"""Turn the tests into raw cells, which are never run, and solutions into markdown."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return 0.25
"""
}


def tamper(notebook):
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        if nbgrader and cell.cell_type == "code":
            kind = "raw" if nbgrader.get("grade") else "markdown"
            cell.cell_type = nbgrader.cell_type = kind
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
