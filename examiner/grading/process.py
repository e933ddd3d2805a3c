"""A process that grades, beside each worker: what a submission breaks is this, and not the worker.

nbgrader, and the limit of time on hostile markup, need a main thread; a worker's tasks have none.
It stays for the next submission: its imports and kernels take longer to start than a small one to
grade.
"""

import contextlib
import multiprocessing
import os
import queue
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from multiprocessing.connection import Connection

from examiner.course import choices, environment
from examiner.grading.parcels import Graded
from examiner.sandbox.folders import passing_folder
from examiner.sandbox.warm import shared_line, take_line

# Seconds for one submission; see `Examine.budget`, which is for all that runs of it.
LIMIT = 2400
# Bytes of memory of the grader's own, while it reads and compares what was handed in.
MEMORY = 8 * 2**30


class TookTooLong(EOFError):  # noqa: N818  (what happened, in words for the instructor)
    """A submission that would take as long a second time."""


class GradingProcess:
    """Grades one submission after the other, in a process of its own.

    Parameters
    ----------
    limit : float
        Seconds for a submission.

    Attributes
    ----------
    command : list of str
        What is started; the descriptors of its line, and of one to a fork server, are added.
    """

    command = (sys.executable, "-m", __name__)

    def __init__(self, limit=LIMIT):
        self.limit = limit
        self.choices = choices()
        self.process = None

    def grade(self, *arguments):
        """See `examiner.grading.single.grade`; EOFError where the process ended meanwhile."""
        if self.process is None:
            self._start()
        try:
            self.line.send(arguments)
            if not self.line.poll(self.limit):
                self.close()
                raise TookTooLong(f"it took more than {self.limit:g} s")
            kind, value = self.line.recv()
        except TookTooLong:
            raise
        except (EOFError, OSError) as error:
            self.close()
            raise EOFError(str(error) or "it ended the process that graded it") from None
        if kind == "failed":
            raise RuntimeError(value)
        return value

    def _start(self):
        self.line, theirs = multiprocessing.Pipe()
        warm = shared_line()
        files = [each.fileno() for each in (theirs, warm) if each is not None]
        self.process = subprocess.Popen(
            [*self.command, *map(str, files)],
            pass_fds=files,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        if warm is not None:
            warm.close()

    def close(self):
        """End it."""
        process, self.process = self.process, None
        if process is not None:
            self.line.close()
            process.kill()
            process.wait()


def serve(line):
    """Grade what comes, until nobody is there to ask."""
    asked = queue.SimpleQueue()
    # It may end at any time, and all that it was about to remove goes with it.
    tempfile.tempdir = str(passing_folder(tempfile.gettempdir()))
    # What it starts has it, too: candidates have less.
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    threading.Thread(target=_listen, args=(line, asked), daemon=True).start()
    from examiner.grading.single import grade

    while True:
        arguments = asked.get()
        try:
            reply = ("graded", grade(*arguments))
        except Exception as error:
            reply = ("failed", f"{type(error).__name__}: {error}")
        line.send(reply)


def _listen(line, asked):
    """End with the worker, also in the middle of a submission."""
    try:
        while True:
            asked.put(line.recv())
    except (EOFError, OSError):
        os._exit(1)


def grade_apart(assignment, submission, unsafe=False, whole=False):
    """The task that a worker gets: grade in a grading process, twice if that process ends.

    Parameters
    ----------
    assignment : Assignment
    submission : Submission
    unsafe : bool
        Without a sandbox.
    whole : bool
        Also the released cells on which no mark depends.

    Returns
    -------
    Graded
    """
    started = time.monotonic()
    reason, ran_over = "", False
    with _grading_process() as process:
        for _ in range(2):
            try:
                return process.grade(assignment, submission, unsafe, whole)
            except TookTooLong as error:
                reason, ran_over = str(error), True
                break
            except (EOFError, RuntimeError) as error:
                reason = str(error)
    seconds = time.monotonic() - started
    return Graded(submission.student, {}, submission.notes, reason, seconds, ran_over=ran_over)


@contextlib.contextmanager
def _grading_process():
    """One that nobody uses, and that was made by the same choices; kept for the next submission."""
    wanted = choices()
    with _choosing:
        found = next((each for each in _idle if each.choices == wanted), None)
        if found is not None:
            _idle.remove(found)
    found = found or GradingProcess()
    try:
        yield found
    finally:
        _idle.append(found)


_idle, _choosing = [], threading.Lock()

if __name__ == "__main__":
    for file in sys.argv[2:]:
        take_line(socket.socket(fileno=int(file)))
    serve(Connection(int(sys.argv[1])))
