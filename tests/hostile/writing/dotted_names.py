"""Hand in files whose names lead elsewhere, hide, or look like the grader's own."""

EARNS = []
SOLVED = False

CELLS = {}

FILES = {
    "nbgrader_config.py": "open('../../../HARMED', 'w').write('HARMED')",
    "ipython_config.py": "open('../../../HARMED', 'w').write('HARMED')",
    "ipython_kernel_config.py": "open('../../../HARMED', 'w').write('HARMED')",
    "conftest.py": "open('../../../HARMED', 'w').write('HARMED')",
    ".pythonrc.py": "open('../../../HARMED', 'w').write('HARMED')",
    "pyvenv.cfg": "home = /nonexistent",
    "ex1.ipynb.bak": "HARMED",
    "..%2f..%2fHARMED": "HARMED",
    "a\nb.txt": "HARMED",
    "-rf": "HARMED",
}
