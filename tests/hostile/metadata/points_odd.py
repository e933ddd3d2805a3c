"""Write points that are no numbers: nan, text, a list, a negative number."""

EARNS = ["test_preemphasis"]
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
"""
}


def tamper(notebook):
    points = iter([float("nan"), "0.25; all", [1, 2], -5, None])
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.points = next(points, None)
