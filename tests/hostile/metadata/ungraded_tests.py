"""Mark the tests as ungraded and the solution as graded, and swap what they say."""

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
        if nbgrader.get("grade_id") == "preemphasis":
            nbgrader.update(grade=True, points=0.25, locked=True)
        elif nbgrader.get("grade"):
            nbgrader.update(grade=False)
            cell.source = "0.25"
