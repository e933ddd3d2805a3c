"""Raise the points of a test that is passed honestly, to 100 and beyond all numbers."""

EARNS = ["test_preemphasis"]
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
"""
}


def tamper(notebook):
    points = iter([100, 1e308, 25.0, 10])
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.points = next(points, 100)
