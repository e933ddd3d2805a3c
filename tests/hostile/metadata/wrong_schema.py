"""Claim another schema of nbgrader's metadata: older, newer, and no number."""

EARNS = ["test_preemphasis"]
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
"""
}


def tamper(notebook):
    versions = iter([1, 99, "three", 2, -1, None])
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.schema_version = next(versions, 0)
