"""Turn the tests into task cells, which a person marks and nobody runs."""

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
        if nbgrader.get("grade") and cell.cell_type == "code":
            nbgrader.update(task=True, grade=False, cell_type="markdown")
            cell.cell_type, cell.source = "markdown", "0.25 points"
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
