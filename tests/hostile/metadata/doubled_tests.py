"""Copy the passed test three times, under the ids of the others and under its own."""

import copy

EARNS = ["test_preemphasis"]
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
"""
}


def tamper(notebook):
    tests = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
    ]
    for other in tests:
        twin = copy.deepcopy(tests[0])
        twin.metadata.nbgrader.grade_id = other.metadata.nbgrader.grade_id
        twin.id = f"{other.id}_again"
        notebook.cells += [twin, copy.deepcopy(tests[0])]
