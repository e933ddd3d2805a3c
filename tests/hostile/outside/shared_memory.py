"""Use System V shared memory and message queues, which processes share without files."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
# This key is for whoever tries this file: they make the segment before. Nothing is made here.
segment = libc.shmget(0x4A4D4A4D, 0, 0)
if segment >= 0:
    address = libc.shmat(segment, None, 0o10000)
    if address not in (None, ctypes.c_void_p(-1).value):
        print("STOLEN: port, shared memory", ctypes.string_at(address, 30))
        libc.shmdt(ctypes.c_void_p(address))
for name in ("shm", "msg", "sem"):
    with open("/proc/sysvipc/" + name) as file:
        print(name, len(file.readlines()) - 1)
"""
