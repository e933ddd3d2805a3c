"""The watchdog of a candidate: what it ends, and the words for it.

The limits that the system knows hold for single processes; these hold for all together. It looks
twenty times a second.
"""

import os
import stat
import time
from contextlib import suppress

import psutil

MB = 2**20
PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")
# Most kernels of the system have it.
HAS_CHILDREN = os.path.exists(f"/proc/self/task/{os.getpid()}/children")
# The grader's own memory may grow by so much while a candidate sends to it.
GROWTH = 1024 * MB


def watch(provisioner):
    """Look after a candidate until it ends; end it where it takes too much.

    Parameters
    ----------
    provisioner : SandboxProvisioner
    """
    room, process, before = provisioner.room, provisioner.process, _memory(os.getpid())
    while process.poll() is None:
        room.reason = _too_much(room, _family(process.pid, provisioner.waiting), before)
        if room.reason:
            provisioner.end()
            return
        time.sleep(0.05)


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
    with suppress(OSError, ValueError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with suppress(OSError), open(f"/proc/{pid}/task/{thread}/children") as file:
                yield from map(int, file.read().split())


def _too_much(room, family, before):
    limits = room.limits
    if sum(map(_memory, family)) > limits.memory_mb * MB:
        return f"it took more than {limits.memory_mb} MB of memory"
    # The system ends such a process too, a moment later and without a word.
    if max(map(_cpu, family), default=0) > limits.cpu_s - min(5, limits.cpu_s / 4):
        return f"it took more than {limits.cpu_s} s of computing"
    if len(family) > limits.processes:
        return f"it started more than {limits.processes} processes"
    if _memory(os.getpid()) - before > GROWTH:
        return f"it sent more than {GROWTH // MB} MB of messages"
    if not _holds_only_sockets(room.kernel):
        return "it wrote where only the sockets of its kernel may lie"
    return None


def _memory(pid):
    """Bytes that a process has in memory; 0 for one that has ended."""
    with suppress(OSError, ValueError), open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * PAGE
    return 0


def _cpu(pid):
    """Seconds that a process has computed; 0 for one that has ended."""
    with suppress(OSError, ValueError, IndexError), open(f"/proc/{pid}/stat") as file:
        # After the name, which may hold anything: user and system time.
        return sum(map(int, file.read().rpartition(")")[2].split()[11:13])) / TICKS
    return 0


def _holds_only_sockets(folder):
    try:
        entries = list(os.scandir(folder))
        return all(
            stat.S_ISSOCK(each.stat(follow_symlinks=False).st_mode) or each.name == "kernel.json"
            for each in entries
        )
    except FileNotFoundError:  # a socket that was just removed
        return True
