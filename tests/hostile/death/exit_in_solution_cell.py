"""End the process while a solution cell is run."""

EARNS = ["test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {
    "preemphasis": """
import os

os._exit(0)
""",
}
