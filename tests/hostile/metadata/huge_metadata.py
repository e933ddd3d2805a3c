"""Hang 20 MB of metadata and a tree 200 deep on a cell and on the notebook."""

EARNS = ["test_preemphasis"]
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
"""
}


def tamper(notebook):
    deep = {}
    for _ in range(200):
        deep = {"deeper": deep}
    notebook.cells[0].metadata.deep = deep
    notebook.metadata.long = "x" * 20_000_000
    notebook.cells[-1].metadata.long = ["x" * 1000] * 1000
