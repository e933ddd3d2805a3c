"""What lies beside a notebook when it is graded: its submission, and what its siblings give.

At home ex2 may read a file that ex1 wrote, or run ex1 itself. Each notebook has a sandbox of its
own; so what one leaves in its folder is taken out, as bytes, and laid into the next one's.
"""

import os
import re
import secrets
import shutil
import socket
import time
from contextlib import suppress
from pathlib import Path, PurePosixPath

import nbformat
from nbformat.v4 import new_notebook

from examiner.exam.inside import Ended
from examiner.notebooks.finding import text_of
from examiner.notebooks.reading import read
from examiner.notebooks.restore import restore
from examiner.sandbox.folders import short_folder
from homework.answering import PATIENCE, receive
from homework.wire import WireError

SECONDS = 60  # for all files of a notebook together
MOST_FILES = 1000
# A cell that says so may run another notebook, or read it.
NOTEBOOK = re.compile(r"\.ipynb|import_ipynb")


class Beside:
    """The files that one notebook finds in its folder.

    Parameters
    ----------
    submitted : str or Path
        The submission's folder.
    notebook : str
        Its name.
    others : dict of str to callable
        By name of each sibling what gives its plan.
    """

    def __init__(self, submitted, notebook, others):
        self.submitted = Path(submitted)
        self.others = others
        self.siblings = {}
        kept = _kept_of(self.submitted)
        self.earlier = [kept / each for each in sorted(others) if each < notebook]
        self.kept = kept / notebook
        shutil.rmtree(self.kept, ignore_errors=True)

    def look_at(self, cells):
        """Restore the siblings, where a cell may ask for one.

        Parameters
        ----------
        cells : list of NotebookNode
        """
        code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
        if NOTEBOOK.search(code):
            for name, plan in self.others.items():
                path = self.submitted / f"{name}.ipynb"
                # One that cannot be read is missing to the others, too.
                with suppress(Exception):
                    self.siblings[path.name] = as_released(read(path.read_bytes()).cells, plan())

    def lay_into(self, workspace):
        """Copy all of it into a candidate's workspace.

        Parameters
        ----------
        workspace : Workspace

        Returns
        -------
        list of str
            What was left out, in words for the instructor.
        """
        notes = workspace.take_in(self.submitted, *(each for each in self.earlier if each.is_dir()))
        for name, text in self.siblings.items():
            (workspace.submission / name).write_text(text, encoding="utf-8")
        return notes


def as_released(cells, plan):
    """A notebook as its student could have it: restored, without tests and what is hidden in them.

    Parameters
    ----------
    cells : list of NotebookNode
    plan : Plan

    Returns
    -------
    str
    """
    locked = {cell.name: cell for cell in plan.cells if cell.locked}
    kept = []
    for cell in restore(cells, plan)[0]:
        planned = locked.get(cell.id) if "nbgrader" in cell.metadata else None
        if planned is None or not planned.is_test:
            cell.metadata, cell.source = {}, planned.released if planned else text_of(cell)
            kept.append(cell)
    return nbformat.writes(new_notebook(cells=kept))


def take_files(candidate, questions, place, most):
    """Take the files that a candidate wrote out of its sandbox; it sends bytes, nothing is read.

    Parameters
    ----------
    candidate : Candidate
    questions : Path
        A folder that is seen inside.
    place : Path
        Where to write them.
    most : int
        Bytes of all together.
    """
    path = questions / secrets.token_hex(8)
    until = time.monotonic() + SECONDS
    with socket.socket(socket.AF_UNIX) as listener:
        listener.settimeout(PATIENCE)
        listener.bind(str(path))
        listener.listen(1)
        request = candidate.leave(str(path))
        with suppress(OSError, WireError):
            line, _ = listener.accept()
            with line:
                _receive_files(line, place, most, until)
    path.unlink(missing_ok=True)
    with suppress(Ended):
        candidate.finished(request)


def _receive_files(line, place, most, until):
    for _ in range(MOST_FILES):
        name = os.fsdecode(bytes(receive(line, 4096, max(until - time.monotonic(), 0.001))))
        data = receive(line, most + 1, max(until - time.monotonic(), 0.001))[1:] if name else b""
        if not name:
            return
        most -= len(data)
        path = PurePosixPath(name)
        out = not path.name or path.is_absolute() or ".." in path.parts
        if out or path.suffix == ".ipynb":
            continue
        file = place / path
        with suppress(OSError, ValueError):  # a name that this system does not take
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def _kept_of(submitted):
    """Where files of the submission that is being graded are kept; those of another one go."""
    global _kept
    if _kept is None or _kept[0] != submitted:
        if _kept is not None:
            shutil.rmtree(_kept[1], ignore_errors=True)
        _kept = (submitted, short_folder())
    return _kept[1]


_kept: tuple | None = None
