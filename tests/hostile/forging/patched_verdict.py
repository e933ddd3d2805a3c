"""Replace homework.verdicts.verdict by one that says right without running the check."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
import homework.verdicts

homework.verdicts.verdict = lambda check: print("Right.")


def preemphasis(signal, coeff=0.95):
    return signal
""",
}
