"""Move the tests behind a cell that redefines what they ask with, and check."""

from nbformat.v4 import new_code_cell

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
def preemphasis(signal, coeff=0.95):
    return 0.25
"""
}


REDEFINE = """
import homework.asking
import homework.verdicts

homework.verdicts.verdict = lambda check: None
homework.asking.ask = lambda *args, **kwargs: None
"""


def tamper(notebook):
    tests = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    others = [cell for cell in notebook.cells if cell not in tests]
    notebook.cells = [new_code_cell(REDEFINE, id="redefine"), *tests, *others]
