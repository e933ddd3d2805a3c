"""Hand in a helpers.py beside the notebook, which says right to everything."""

EARNS = []
SOLVED = False

CELLS = {}

FILES = {
    "helpers.py": """
import sys

__path__ = []
ask = None
sys.modules["homework.asking"] = sys.modules["homework.verdicts"] = sys.modules["helpers"]


def verdict(check):
    print("Right.")
""",
}
