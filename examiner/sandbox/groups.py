"""A control group for each candidate: the system itself counts its memory, processes and CPU.

It counts what looking from outside cannot see: files in memory, threads, pages that are shared.
See cgroups(7), and places.py for where they can be made.
"""

import itertools
import os
import re
import signal
import time
from contextlib import suppress
from functools import cache

from examiner.sandbox.machine import say
from examiner.sandbox.places import place, remove_left_behind
from homework.machine import CORES

MB = 2**20
PERIOD = 100_000  # microseconds, over which a share of CPU is bounded
WITHOUT = (
    "submissions have no control groups here ({reason}), so their memory and processes are looked "
    "at twenty times a second, and what is not mapped is not seen: see Kinds of machines in "
    "docs/examiner.md"
)
_numbers = itertools.count()


class Group:
    """The control group of one candidate.

    Parameters
    ----------
    limits : Limits

    Attributes
    ----------
    folders : dict of str to Path
        By controller; all the same one in version 2.

    Raises
    ------
    OSError
        Where it cannot be made, though this machine has them.
    """

    def __init__(self, limits):
        self.version, parents = place()
        self.limits = limits
        name = f"exam-{os.getpid()}-{next(_numbers)}"
        self.folders = {each: parent / name for each, parent in parents.items()}
        for folder in set(self.folders.values()):
            folder.mkdir()
        try:
            self._set_bounds()
        except OSError:
            self.close()
            raise

    def _set_bounds(self):
        memory, tasks = str(self.limits.memory_mb * MB), str(self.limits.tasks)
        if self.version == 2:
            self._write("memory", "memory.max", memory)
            self._write("memory", "memory.swap.max", "0", optional=True)
            self._write("memory", "memory.oom.group", "1", optional=True)
            self._write("cpu", "cpu.weight", "50")
            self._write("cpu", "cpu.max", f"{CORES * PERIOD} {PERIOD}")
        else:
            self._write("memory", "memory.limit_in_bytes", memory)
            self._write("memory", "memory.memsw.limit_in_bytes", memory, optional=True)
            self._write("cpu", "cpu.shares", "512")
            self._write("cpu", "cpu.cfs_period_us", str(PERIOD))
            self._write("cpu", "cpu.cfs_quota_us", str(CORES * PERIOD))
        self._write("pids", "pids.max", tasks)

    def _write(self, controller, name, value, optional=False):
        path = self.folders[controller] / name
        if path.exists() or not optional:
            path.write_text(value)

    @property
    def doors(self):
        """The files to which a process writes 0 to be in the group, with all that it starts."""
        return sorted({str(folder / "cgroup.procs") for folder in self.folders.values()})

    def processes(self):
        """How many processes are in it."""
        return len(self._procs())

    def _procs(self):
        with suppress(FileNotFoundError):
            return [
                int(each) for each in (self.folders["pids"] / "cgroup.procs").read_text().split()
            ]
        return []

    def took_too_much(self):
        """True where the system ended a process of it because its memory was used up."""
        name = "memory.events" if self.version == 2 else "memory.oom_control"
        with suppress(FileNotFoundError):
            found = re.search(r"^oom_kill (\d+)", (self.folders["memory"] / name).read_text(), re.M)
            return bool(found and int(found[1]))
        return False

    @property
    def account(self):
        """The file in which the system counts the CPU of all its processes."""
        if self.version == 2:
            return str(self.folders["cpu"] / "cpu.stat")
        return str(self.folders["cpuacct"] / "cpuacct.usage")

    def close(self):
        """End what is left in it, and remove it."""
        for pid in self._procs():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for folder in set(self.folders.values()):
            _remove(folder)


def _remove(folder, patience=2):
    """What has ended leaves its group a moment later."""
    end = time.monotonic() + patience
    while folder.exists():
        try:
            folder.rmdir()
        except OSError:
            if time.monotonic() > end:
                return
            time.sleep(0.01)


def group_for(limits):
    """A new group; None, and said once, where this machine has none for this grader.

    Parameters
    ----------
    limits : Limits

    Returns
    -------
    Group or None
    """
    reason = why_none()
    if reason is None:
        return Group(limits)
    say(WITHOUT.format(reason=reason))
    return None


@cache
def why_none():
    """Why this process can make no control groups; None where it can.

    Returns
    -------
    str or None
    """
    try:
        _, parents = place()
        remove_left_behind(parents)
        trial = {parent / f"exam-{os.getpid()}-trial" for parent in parents.values()}
        for folder in trial:
            folder.mkdir()
            _remove(folder)
    except OSError as error:
        return error.strerror or str(error)
    return None
