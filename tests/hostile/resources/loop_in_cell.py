"""Loop without end in an extra cell at the end (400 s)."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import time

end = time.time() + 400
while time.time() < end:
    pass
"""
