"""Change the mode of a device that the sandbox shares with the system (to what it is)."""

EARNS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
SOLVED = True

CELLS = {}

LAST = """
import os

for name in ("/dev/null", "/dev/full", "/dev/urandom"):
    try:
        os.chmod(name, os.stat(name).st_mode & 0o7777)
        print("STOLEN: port, mode of", name)
    except OSError as error:
        print(error)
"""
