"""The watchdog of a candidate: what it ends, and the words for it.

The limits that the system knows hold for single processes; these hold for all together. It looks
twenty times a second. What it cannot look at, it ends.
"""

import os
import time
from contextlib import suppress

import psutil

MB = 2**20
PAGE = os.sysconf("SC_PAGE_SIZE")
# What reading about a process raises that has ended meanwhile; all else is a fault.
ENDED = (FileNotFoundError, ProcessLookupError)
# Most kernels of the system have it.
HAS_CHILDREN = os.path.exists(f"/proc/self/task/{os.getpid()}/children")
# The grader's own memory and its examiner's may grow by so much while a candidate sends to them.
GROWTH = 2048 * MB
# The processes of this grader's examiners: they read what candidates answer.
EXAMINERS = set()


def watch(provisioner):
    """Look after a candidate until it ends; end it where it takes too much, or cannot be seen.

    Parameters
    ----------
    provisioner : SandboxProvisioner
    """
    room = provisioner.room
    try:
        room.reason = _reason_to_end(provisioner)
    except Exception as error:  # without a watchdog there would be no bound
        room.reason = f"it could not be watched any more ({type(error).__name__}: {error})"
    if room.reason:
        provisioner.end()


def _reason_to_end(provisioner):
    """Wait until the candidate ends, or takes too much: then say so."""
    room, process, before = provisioner.room, provisioner.process, _memory_of_ours()
    while process.poll() is None:
        reason = _too_much(room.limits, _family(process.pid, provisioner.waiting), before)
        if reason:
            return reason
        time.sleep(0.05)
    return None


def _family(*roots):
    """All processes of a candidate: bubblewrap's, and those below who waits for a forked kernel."""
    found, new = [], [root for root in roots if root]
    while new:
        new = [child for pid in new for child in _children(pid)]
        found += new
    return found


def _children(pid):
    """Asked of the system itself: psutil would look at all processes, twenty times a second."""
    if not HAS_CHILDREN:
        with suppress(psutil.Error):
            yield from (each.pid for each in psutil.Process(pid).children())
        return
    with suppress(*ENDED):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with suppress(*ENDED), open(f"/proc/{pid}/task/{thread}/children") as file:
                yield from map(int, file.read().split())


def _too_much(limits, family, before):
    if sum(map(_memory, family)) > limits.memory_mb * MB:
        return f"it took more than {limits.memory_mb} MB of memory"
    if len(family) > limits.processes:
        return f"it started more than {limits.processes} processes"
    for pid, now in _memory_of_ours().items():
        if now - before.get(pid, now) > GROWTH:
            return f"it sent more than {GROWTH // MB} MB of messages and answers"
    return None


def _memory_of_ours():
    """Of the processes of ours that read what a candidate sends: bytes by process id."""
    return {pid: _memory(pid) for pid in (os.getpid(), *EXAMINERS)}


def _memory(pid):
    """Bytes that a process has in memory; 0 for one that has ended."""
    with suppress(*ENDED), open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * PAGE
    return 0
