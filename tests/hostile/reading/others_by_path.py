"""Read the submission of another student by its relative path, from inside the asked function."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
import glob


def preemphasis(signal, coeff=0.95):
    for start in ("../..", "../../../submitted", "../../../autograded"):
        for name in glob.glob(start + "/*/hw3/*.ipynb"):
            with open(name) as file:
                lines = [line.strip() for line in file if "CANARY" "-" in line]
            if lines:
                print("STOLEN:", name, lines[:2])
    raise NotImplementedError
""",
}
