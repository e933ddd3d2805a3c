"""The grader's end of the fork server: one for each grading process, where there can be one."""

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


class WarmStart:
    """Starts kernels by forking a process that has the libraries imported."""

    def __init__(self):
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.is_ready = False
        self._one_at_a_time = threading.Lock()
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


def do_without(reason):
    """From now on start plain kernels, and say why: it takes longer."""
    global _warm
    say(f"kernels start without the fork server, slower: {reason}")
    _warm = (os.getpid(), None)


_warm: tuple | None = None
