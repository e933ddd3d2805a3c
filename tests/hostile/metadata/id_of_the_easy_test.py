"""Call the test of a hard task by the name of one that is passed, and the other way round."""

EARNS = ["test_preemphasis"]
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
"""
}


def tamper(notebook):
    """Each test claims to be the next one; only preemphasis is solved."""
    tests = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
    ]
    names = [cell.metadata.nbgrader.grade_id for cell in tests]
    for cell in tests:
        if cell.metadata.nbgrader.grade_id != names[0]:
            cell.metadata.nbgrader.grade_id = cell.id = names[0]
            cell.source = tests[0].source
    tests[0].metadata.nbgrader.grade_id = tests[0].id = names[1]
