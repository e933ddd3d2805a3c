"""Hand in a link to a neighbour's ex2 as one's own, to be graded with the neighbour's answers."""

EARNS = []
SOLVED = False

CELLS = {}

LINKS = {"ex2.ipynb": "../../honest/hw3/ex2.ipynb", "ex3.ipynb": "../../../source/hw3/ex3.ipynb"}
