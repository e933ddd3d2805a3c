"""Claim a future notebook format, and give cells ids that are equal or no names."""

EARNS = ["test_preemphasis"]
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
"""
}


def tamper(notebook):
    notebook.nbformat_minor = 99
    for place, cell in enumerate(notebook.cells):
        if place % 2:
            cell.id = "../../../HARMED" if place % 3 else "test_log_dct"
