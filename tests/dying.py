"""What tests need that kill: events to kill at, and proof of who died and what is left."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil

from examiner.course import environment

PATIENCE = 300  # seconds; who waits so long hangs


def wait_for(event, told=lambda: "this never happened"):
    """Wait until a function gives something true.

    Parameters
    ----------
    event : callable
    told : callable, optional
        Gives what to say where it never does.

    Returns
    -------
    object
        What it gave.
    """
    until = time.monotonic() + PATIENCE
    while not (given := event()):
        assert time.monotonic() < until, told()
        time.sleep(0.02)
    return given


def start(script, *arguments, **surroundings):
    """Start a Python script that is to be killed, or whose end is waited for.

    Parameters
    ----------
    script : str
    *arguments : str or Path
    **surroundings : str
        More of its environment.

    Returns
    -------
    subprocess.Popen
    """
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**environment(), "PYTHONPATH": os.pathsep.join(sys.path), **surroundings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    hangs = threading.Timer(PATIENCE, process.kill)
    hangs.daemon = True
    hangs.start()
    return process


def read_until(process, beginning):
    """Read what a process prints, up to a line that begins so.

    Parameters
    ----------
    process : subprocess.Popen
    beginning : str

    Returns
    -------
    str
    """
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith(beginning):
            return said
    raise AssertionError(f"{beginning!r} was never said:\n{said}")


def kill(process):
    """Kill a process that lives, and see it end by that.

    Parameters
    ----------
    process : subprocess.Popen or psutil.Process
    """
    if isinstance(process, subprocess.Popen):
        assert process.poll() is None, "it had ended before"
        process.kill()
        assert process.wait(PATIENCE) == -signal.SIGKILL
    else:
        assert _lives(process), "it had ended before"
        process.kill()
        wait_for(lambda: not _lives(process))


class Family:
    """All processes below one, and their scratch folders, as they are now.

    Parameters
    ----------
    pid : int

    Attributes
    ----------
    processes : list of psutil.Process
    folders : set of Path
    """

    def __init__(self, pid):
        self.processes = psutil.Process(pid).children(recursive=True)
        self.folders, self._lines = set(), {}
        for each in self.processes:
            with suppress(psutil.Error):
                self._lines[each] = " ".join(each.cmdline())
                told = self._lines[each] + " ".join(each.environ().values())
                self.folders |= set(map(Path, re.findall(r"/tmp/exam-\w+", told)))

    def those(self, words):
        """The processes whose command line holds these words."""
        return [each for each, line in self._lines.items() if words in line]

    def left(self):
        """Those that live, and the folders that are there."""
        lives = [self._lines.get(each, each) for each in self.processes if _lives(each)]
        return lives + [str(each) for each in self.folders if each.exists()]

    def end(self):
        """Wait until none of them lives, and none of the folders is there; they do it alone."""
        wait_for(lambda: not self.left(), self.left)


def _lives(process):
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False
