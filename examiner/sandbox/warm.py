"""The grader's end of the fork server: one for all grading processes that a process starts."""

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading

from examiner.course import ONE_THREAD
from examiner.kit import KIT
from examiner.sandbox.caches import FORKSERVER, cache_variables, copied_caches
from examiner.sandbox.machine import say

READY = 120  # seconds for all imports on a slow machine
FORKED = 20


class Line:
    """A line to a fork server, which may be another process's.

    Parameters
    ----------
    line : socket.socket
    """

    def __init__(self, line):
        self.line = line
        self.is_ready = False
        self._one_at_a_time = threading.Lock()

    def fork(self, request):
        """Start a kernel in a sandbox.

        Parameters
        ----------
        request : dict
            See `examiner.sandbox.forkserver.start`.

        Returns
        -------
        int, int
            The kernel's parent, and a descriptor that can be read from as soon as it has ended.

        Raises
        ------
        OSError
            Where it cannot be had here.
        """
        with self._one_at_a_time:
            if not self.is_ready:
                self._expect("ready", READY)
                self.is_ready = True
            self.line.send(json.dumps(request).encode())
            parent = int(self._expect("", FORKED))
            return parent, os.pidfd_open(parent)

    def _expect(self, word, seconds):
        self.line.settimeout(seconds)
        said = self.line.recv(1000).decode(errors="replace")
        if not said or (said != word if word else not said.isdigit()):
            raise OSError(said or f"the fork server ended: {self._last_fault()}")
        return said

    def _last_fault(self):
        return "it was another process's"

    def close(self):
        """Leave the fork server to the others."""
        self.line.close()


class WarmStart(Line):
    """A fork server, started here: a process that has the libraries imported."""

    def __init__(self):
        line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        super().__init__(line)
        self.faults = tempfile.TemporaryFile()  # noqa: SIM115  (open as long as the process)
        caches = copied_caches()
        with theirs, FORKSERVER.open() as script:
            self.process = subprocess.Popen(
                # From stdin: its kernels can read the command line.
                [sys.executable, "-", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                # The kernels can read it: of the course it names the folder that they import from.
                env={
                    **ONE_THREAD,
                    **cache_variables(caches),
                    "PATH": "/usr/bin:/bin",
                    "HOME": str(caches),
                    "LANG": "C.UTF-8",
                    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "PYTHONPATH": str(KIT),
                },
                cwd="/",
                stdin=script,
                stdout=subprocess.DEVNULL,
                stderr=self.faults,
            )

    def for_another_process(self):
        """A line to this fork server that another process of ours may have.

        Returns
        -------
        socket.socket or None
            None where it has ended.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                socket.send_fds(self.line, [b"line"], [theirs.fileno()])
            except OSError:
                ours.close()
                return None
        return ours

    def _last_fault(self):
        self.faults.seek(0)
        return self.faults.read().decode(errors="replace").strip().rpartition("\n")[2]

    def close(self):
        """End the process; its kernels go on."""
        self.line.close()
        self.process.kill()
        self.process.wait()


def warm_start():
    """The one of this process, started at the first call; None where it cannot be had."""
    global _warm
    if _warm is None or _warm[0] != os.getpid():
        _warm = (os.getpid(), WarmStart() if hasattr(os, "pidfd_open") else None)
        if _warm[1]:
            atexit.register(_warm[1].close)
    return _warm[1]


def shared_line():
    """A line to the fork server of this process, for one that it starts; None where it has none."""
    warm = _warm[1] if _warm and _warm[0] == os.getpid() else None
    return warm.for_another_process() if isinstance(warm, WarmStart) else None


def take_line(line):
    """Have kernels of this process start by a fork server that another one started."""
    global _warm
    _warm = (os.getpid(), Line(line))


def do_without(reason):
    """From now on start plain kernels, and say why: it takes longer."""
    global _warm
    say(f"kernels start without the fork server, slower: {reason}")
    _warm = (os.getpid(), None)


_warm: tuple | None = None
