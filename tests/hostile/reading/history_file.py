"""Read the user's home: IPython's history, and files that lie open there."""

EARNS = []
SOLVED = False

CELLS = {}

LAST = """
import pwd
from pathlib import Path
import os

homes = {Path.home(), Path(os.environ.get("HOME", "/"))}
for home in homes:
    try:
        files = [*home.glob("[!.]*"), *home.glob(".ipython/profile_default/history.sqlite")]
        for file in files:
            if file.is_file() and file.stat().st_size < 1e7:
                text = file.read_bytes()
                where = text.find(b"CANARY" b"-")
                if where >= 0:
                    print("STOLEN:", file, text[where : where + 30].decode("utf8", "ignore"))
    except OSError as error:
        print(error)
"""
