"""Leave by sys.exit from the function."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
import sys


def preemphasis(signal, coeff=0.95):
    sys.exit(0)
""",
}
