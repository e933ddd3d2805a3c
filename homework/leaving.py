"""What a notebook leaves in its folder, for the next one of the same submission."""

import os
import time
from contextlib import suppress
from pathlib import Path

from homework.answering import connect, send

# A file's first byte on the line: an empty file is not the end.
PLAIN = b"."
STARTED = time.time()
# Python's and Jupyter's own.
SKIPPED = ("__pycache__",)


def send_files(path, folder="."):
    """Send the files that were written since this kernel started, each after its name.

    Parameters
    ----------
    path : str
        The unix socket at which somebody waits for them.
    folder : str or Path
    """
    with suppress(BrokenPipeError, ConnectionResetError), connect(path) as line:
        for file in sorted(Path(folder).rglob("*")):
            shown = file.relative_to(folder)
            if any(part.startswith(".") or part in SKIPPED for part in shown.parts):
                continue
            with suppress(OSError):
                is_new = file.lstat().st_ctime >= STARTED
                if is_new and file.is_file() and not file.is_symlink() and file.suffix != ".ipynb":
                    data = PLAIN + file.read_bytes()
                    send(line, os.fsencode(shown.as_posix()))
                    send(line, data)
