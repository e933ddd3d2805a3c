"""Start far more threads than a submission may have processes (6000, small stacks, 10 s)."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import _thread
import os
import time

_thread.stack_size(32768)
end = time.monotonic() + 25
held = _thread.allocate_lock()
held.acquire()
started = 0
try:
    while started < 6000 and time.monotonic() < end:
        _thread.start_new_thread(held.acquire, (True, 30))
        started += 1
except RuntimeError as error:
    print(error)
there = len(os.listdir("/proc/self/task"))
if there > 1000:
    print("STOLEN: process ids of the machine,", there, "threads of one submission")
"""
