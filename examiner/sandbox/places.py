"""Where this grader can make control groups.

Version 2 of them is used where it is delegated to the grader (a container, a scope of systemd's,
root), version 1 where the machine has that.
"""

from contextlib import suppress
from functools import cache
from pathlib import Path

import psutil

NEEDED = {1: {"memory", "pids", "cpu", "cpuacct"}, 2: {"memory", "pids", "cpu"}}


@cache
def place():
    """Where groups can be made.

    Returns
    -------
    version : int
    parents : dict of str to Path
        By controller, the folder in which to make one.

    Raises
    ------
    OSError
        Where there is no such place.
    """
    own = _own_groups(Path("/proc/self/cgroup").read_text())
    mounts = Path("/proc/self/mounts").read_text()
    first = _first_version(own, mounts)
    if NEEDED[1] <= first.keys():
        return 1, {name: first[name] for name in sorted(NEEDED[1])}
    return 2, _second_version(own, mounts)


def _own_groups(text):
    """The group of this process by controller; '' is version 2."""
    rows = [line.split(":", 2) for line in text.splitlines()]
    return {name: path for _, names, path in rows for name in names.split(",")}


def _first_version(own, mounts):
    found = {}
    for device, folder, kind, options, *_ in map(str.split, mounts.splitlines()):
        for name in NEEDED[1] & set(options.split(",")) if kind == "cgroup" and device else ():
            # In a container the whole tree may be seen from its own group down.
            below = Path(folder + own.get(name, "/"))
            found[name] = below if below.is_dir() else Path(folder)
    return found


def _second_version(own, mounts):
    rows = map(str.split, mounts.splitlines())
    root = next((Path(row[1]) for row in rows if row[2] == "cgroup2"), None)
    if root is None or "" not in own:
        raise OSError("there are no control groups")
    parent = Path(f"{root}{own['']}")
    # A group is either for processes or for groups: the grader moves to a leaf of its own.
    parent = parent.parent if parent.name == "grader" else parent
    there = set((parent / "cgroup.controllers").read_text().split())
    if not NEEDED[2] <= there:
        raise OSError(f"its control group does not count {' and '.join(sorted(NEEDED[2] - there))}")
    _divide(parent)
    return dict.fromkeys(NEEDED[2], parent)


def _divide(parent):
    """Let groups below this one be counted: then no process may be in it but in a leaf."""
    switch = parent / "cgroup.subtree_control"
    if NEEDED[2] <= set(switch.read_text().split()):
        return
    here = set(map(int, (parent / "cgroup.procs").read_text().split()))
    me = psutil.Process()
    ours = {each.pid for each in [me, *me.parents(), *me.children(recursive=True)]}
    # Nobody moves a stranger, such as the shell of a session.
    if here - ours:
        raise OSError("its control group is not its own: see systemd-run in docs/examiner.md")
    leaf = parent / "grader"
    leaf.mkdir(exist_ok=True)
    for pid in sorted(here):
        with suppress(ProcessLookupError):
            (leaf / "cgroup.procs").write_text(str(pid))
    switch.write_text(" ".join(f"+{name}" for name in sorted(NEEDED[2])))


def remove_left_behind(parents):
    """A grader that was killed left its groups; nothing is in them any more.

    Parameters
    ----------
    parents : dict of str to Path
        See `place`.
    """
    for folder in {each for parent in parents.values() for each in parent.glob("exam-*-*")}:
        owner = folder.name.split("-")[1]
        if owner.isdigit() and not Path("/proc", owner).exists():
            with suppress(OSError):
                folder.rmdir()
