"""Loop without end in the function that is asked (400 s)."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
import time


def preemphasis(signal, coeff=0.95):
    end = time.time() + 400
    while time.time() < end:
        pass
""",
}
