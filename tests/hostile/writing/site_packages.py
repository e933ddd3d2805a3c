"""Try whether the grader's own packages can be changed, where a sitecustomize would take over."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
import os
import sys
import sysconfig

paths = sysconfig.get_paths()
folders = {paths["purelib"], paths["stdlib"], paths["scripts"], os.path.dirname(sys.executable)}
folders |= {path for path in sys.path if os.path.isdir(path)} - {os.getcwd(), ""}
for folder in folders:
    try:
        # A file without a name shows that one could be written, and leaves nothing behind.
        os.close(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600))
        print("STOLEN: can write into", folder)
    except OSError as error:
        print(folder, error)
"""
