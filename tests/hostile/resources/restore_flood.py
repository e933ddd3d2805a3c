"""Hand in 300 cells of the letters of a locked cell, so that comparing them takes long."""

import random

from nbformat.v4 import new_code_cell

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}


def tamper(notebook):
    tests = [cell for cell in notebook.cells if cell.id.startswith("test_")]
    letters = list(max((cell.source for cell in tests), key=len))
    notebook.cells = [cell for cell in notebook.cells if cell not in tests]
    shuffle = random.Random(1).shuffle
    for number in range(300):
        shuffle(letters)
        notebook.cells.append(
            new_code_cell("#" + "".join(letters).replace("\n", " "), id=f"c{number}")
        )
