"""The watchdog of a candidate: what it ends, and the words for it.

The limits that the system knows hold for single processes; these hold for all together. It looks
twenty times a second. What it cannot look at, it ends.
"""

import os
import time
from contextlib import suppress

from examiner.sandbox.computing import ENDED, computed_by, family

MB = 2**20
PAGE = os.sysconf("SC_PAGE_SIZE")
MEMORY = "it took more than {} MB of memory"
PROCESSES = "it started more than {} processes"
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
    workspace = provisioner.workspace
    try:
        workspace.reason = _reason_to_end(provisioner)
    except Exception as error:  # without a watchdog there would be no bound
        workspace.reason = f"it could not be watched any more ({type(error).__name__}: {error})"
    if workspace.reason:
        provisioner.end()


def _reason_to_end(provisioner):
    """Wait until the candidate ends, or takes too much: then say so."""
    limits, process, before = provisioner.workspace.limits, provisioner.process, _memory_of_ours()
    ended = reason = None
    while ended is None and reason is None:
        # Once more after its end: what the system ended it for.
        ended = process.poll()
        ours = [] if ended is not None else family(process.pid, provisioner.waiting)
        if provisioner.group is not None:
            reason = _counted(limits, provisioner.group)
        elif ended is None:
            reason = _looked_at(limits, ours)
        reason = reason or _computed(limits, ours) or _sent(before)
        time.sleep(0.05)
    return reason


def _counted(limits, group):
    """What the system counted."""
    if group.took_too_much():
        return MEMORY.format(limits.memory_mb)
    # Bubblewrap's two and who waits for a forked kernel are in it.
    if group.processes() > limits.processes + 3:
        return PROCESSES.format(limits.processes)
    return None


def _looked_at(limits, pids):
    """What can be seen from outside, where the system does not count."""
    if sum(map(_memory, pids)) > limits.memory_mb * MB:
        return MEMORY.format(limits.memory_mb)
    return PROCESSES.format(limits.processes) if len(pids) > limits.processes else None


def _computed(limits, pids):
    """The system ends such a process too, a moment later and without a word."""
    too_long = max(map(computed_by, pids), default=0) > limits.cpu_s - min(5, limits.cpu_s / 4)
    return f"it took more than {limits.cpu_s} s of computing" if too_long else None


def _sent(before):
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
