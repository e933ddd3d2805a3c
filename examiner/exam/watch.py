"""The watchdog of a candidate: what it ends, and the words for it.

The limits that the system knows hold for single processes; these hold for all together. It looks
twenty times a second.
"""

import os
import stat
import time

import psutil

MB = 2**20
# The grader's own memory may grow by so much while a candidate sends to it.
GROWTH = 1024 * MB


def watch(provisioner):
    """Look after a candidate until it ends; end it where it takes too much.

    Parameters
    ----------
    provisioner : SandboxProvisioner
    """
    room, process, before = provisioner.room, provisioner.process, _memory(psutil.Process())
    while process.poll() is None:
        room.reason = _too_much(room, _family(process.pid, provisioner.waiting), before)
        if room.reason:
            provisioner.end()
            return
        time.sleep(0.05)


def _family(pid, waiting):
    """All processes of a candidate: bubblewrap's, and those below who waits for a forked kernel."""
    found = []
    for root in filter(None, (pid, waiting)):
        try:
            found += psutil.Process(root).children(recursive=True)
        except psutil.Error:
            continue
    return found


def _too_much(room, family, before):
    limits = room.limits
    if sum(map(_memory, family)) > limits.memory_mb * MB:
        return f"it took more than {limits.memory_mb} MB of memory"
    if len(family) > limits.processes:
        return f"it started more than {limits.processes} processes"
    if _memory(psutil.Process()) - before > GROWTH:
        return f"it sent more than {GROWTH // MB} MB of messages"
    if not _holds_only_sockets(room.kernel):
        return "it wrote where only the sockets of its kernel may lie"
    return None


def _memory(process):
    try:
        return process.memory_info().rss
    except psutil.Error:
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
