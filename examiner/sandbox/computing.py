"""What processes took of the machine's cores: how long they computed, and waited for a core."""

import os
import re
from contextlib import suppress
from pathlib import Path

import psutil

TICKS = os.sysconf("SC_CLK_TCK")
# What reading about a process raises that has ended meanwhile; all else is a fault.
ENDED = (FileNotFoundError, ProcessLookupError)
# Most kernels of the system have it.
HAS_CHILDREN = os.path.exists(f"/proc/self/task/{os.getpid()}/children")


def computed(account):
    """Seconds of CPU that a candidate has taken.

    Parameters
    ----------
    account : str or list of int
        The file in which its control group counts them; or the processes above all of its own.

    Returns
    -------
    float
        0 where that cannot be told.
    """
    with suppress(OSError, ValueError, TypeError):
        if not isinstance(account, str):
            pids = [pid for pid in account if pid]
            return sum(computed_by(pid, ended=True) for pid in {*pids, *family(*pids)})
        text = Path(account).read_text()
        found = re.search(r"^usage_usec (\d+)", text, re.M)
        return int(found[1]) / 1e6 if found else int(text) / 1e9
    return 0


def computed_by(pid, ended=False):
    """Seconds of CPU of one process, with those of its ended children if asked; 0 if it is gone."""
    with suppress(*ENDED), open(f"/proc/{pid}/stat") as file:
        # After the name, which may hold anything: user and system time, then its children's.
        return (
            sum(map(int, file.read().rpartition(")")[2].split()[11 : 15 if ended else 13])) / TICKS
        )
    return 0


def waited_for_cpu(*roots):
    """Seconds that processes, and those below them, were ready to run and no core was free.

    Parameters
    ----------
    *roots : int or None
        Process ids.

    Returns
    -------
    float
    """
    waited = 0
    for pid in family(*roots):
        with suppress(*ENDED):
            for task in os.listdir(f"/proc/{pid}/task"):
                with suppress(*ENDED), open(f"/proc/{pid}/task/{task}/schedstat") as file:
                    waited += int(file.read().split()[1])
    return waited / 1e9


def family(*roots):
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
