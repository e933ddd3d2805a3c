"""Take memory that no process has mapped: files without a name, 1.6 GB."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import os

kept, held = [], 0
try:
    for number in range(27):
        kept.append(os.memfd_create(str(number)))
        for _ in range(60):
            held += os.write(kept[-1], bytes(2**20))
except OSError as error:
    print(error)
if held > 1500 * 2**20:
    print("STOLEN: memory,", held // 2**20, "MB, and a submission may have 1500")
"""
