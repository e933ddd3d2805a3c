"""Keep both cores busy with children that outlive the cell (20 s each)."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import os
import time

for _ in range(8):
    if os.fork() == 0:
        os.setsid()
        end = time.time() + 20
        while time.time() < end:
            pass
        os._exit(0)
"""
