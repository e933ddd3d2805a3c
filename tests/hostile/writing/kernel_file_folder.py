"""Make a folder of the kernel's connection file, and fill the grader's disk in it (600 MB)."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import os
import time

from ipykernel.connect import get_connection_file

path, written = get_connection_file(), 0
try:
    os.remove(path)
    os.mkdir(path)
    for number in range(10):
        with open(f"{path}/HARMED-{number}", "wb", buffering=0) as file:
            for _ in range(60):
                written += file.write(bytes(2**20))
    time.sleep(1)
except OSError as error:
    print(error)
if written > 200 * 2**20:
    print("STOLEN: disk of the grader, not in bounded memory,", written // 2**20, "MB")
"""
