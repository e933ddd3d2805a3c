"""Leave a note for the next submission in the session's keyring, and read what lies in it."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

# It shows where a login gave the grader a keyring: `keyctl session - make attacks`.
KEYS = """
import ctypes
import os
import platform

libc = ctypes.CDLL(None)
ADD, CONTROL = {"x86_64": (248, 250), "aarch64": (217, 219)}.get(platform.machine(), (0, 0))
SESSION, SEARCH, READ, TIMEOUT = -3, 10, 11, 15


def look(name):
    found = libc.syscall(CONTROL, SEARCH, SESSION, b"user", name, 0)
    text = ctypes.create_string_buffer(100)
    if found > 0 and libc.syscall(CONTROL, READ, found, text, 100) > 0:
        return text.value.decode()
"""
FIRST = f"""{KEYS}
# The key is gone after a minute. This sandbox ends; a new one runs the next cells.
if CONTROL and not look(b"hostile-note"):
    note = libc.syscall(ADD, b"user", b"hostile-note", b"for the next", 12, SESSION)
    libc.syscall(CONTROL, TIMEOUT, note, 60)
    if os.getcwd() == "/home/student/hw":
        os._exit(0)
"""
LAST = f"""{KEYS}
if CONTROL and os.getcwd() == "/home/student/hw" and look(b"hostile-note"):
    print("STOLEN: key,", look(b"hostile-note"))
"""
