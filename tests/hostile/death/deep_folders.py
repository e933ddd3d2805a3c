"""Nest folders so deep, beside the kernel's sockets, that throwing them away fails."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import os

from ipykernel.connect import get_connection_file

os.chdir(os.path.dirname(get_connection_file()))
for _ in range(3000):
    os.mkdir("d")
    os.chdir("d")
os.chdir("/")
"""
