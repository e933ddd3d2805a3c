"""Start 100 processes, then two that take more memory together than all may (1.8 GB)."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import os
import time


def children(count, size):
    started = []
    for _ in range(count):
        child = os.fork()
        if child == 0:
            try:
                kept = bytearray(b"x") * size
                time.sleep(2)
            finally:
                os._exit(0)
        started.append(child)
    time.sleep(1.5)
    alive = sum(os.waitpid(child, os.WNOHANG)[0] == 0 for child in started)
    for child in started:
        try:
            os.waitpid(child, 0)
        except OSError:
            pass
    return alive


print("many", children(100, 1))
print("STOLEN: more processes at a time than a submission may have")
if children(2, 900 * 2**20) == 2:
    print("STOLEN: more memory at a time than a submission may have")
"""
