"""Nest folders so deep, beside the kernel's sockets, that throwing them away fails."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import glob
import os

for path in glob.glob("/tmp/exam-*/k/kernel.json"):
    os.chdir(os.path.dirname(path))
    for _ in range(3000):
        os.mkdir("d")
        os.chdir("d")
    os.chdir("/")
"""
