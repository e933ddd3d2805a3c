"""The sandbox: a kernel inside bubblewrap, with bounds, that dies with the grader.

Jupyter starts the candidate's kernel through `SandboxProvisioner` (see kernels/candidate). Inside
there are the system, Python, the helpers and the recordings, all read-only, and a working copy of
the submission in memory. There is no network, no other process, no course folder.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
from jupyter_client.provisioning import LocalProvisioner

from examiner.course import KIT, CourseError

HOME = "/home/student"
WORK = f"{HOME}/hw"
HELP = (
    "Submissions run in a sandbox, and bubblewrap (bwrap) is missing or not allowed here. Install "
    "it with: apt-get install bubblewrap (Linux only; elsewhere grade in a Linux container or "
    "virtual machine that allows user namespaces). For your own notebooks alone: "
    "--Examine.unsafe_no_sandbox=True"
)
# Copied first, so that the working copy is writable and the submission is not.
START = """
umask 022; ulimit -c 0; ulimit -n 1024
ulimit -v {address_kb}; ulimit -t {cpu}; ulimit -f {file_blocks}
cp -R {submission}/. . 2> /dev/null; cp -R {caches} $HOME/.cache; exec "$@"
"""


def sandbox_works():
    """True where bubblewrap can make a sandbox."""
    if shutil.which("bwrap") is None:
        return False
    line = ["bwrap", "--ro-bind", "/", "/", "--unshare-all", "--disable-userns", "true"]
    line.insert(-1, "--unshare-user")
    return subprocess.run(line, capture_output=True).returncode == 0


def for_own_notebooks():
    """nbgrader's options for the kit's own notebooks: without a sandbox where there is none."""
    if sandbox_works():
        return []
    print("There is no bubblewrap here: the kit's own notebooks are graded without a sandbox.")
    return ["--Examine.unsafe_no_sandbox=True"]


def require_sandbox():
    """Refuse to go on without a sandbox."""
    if not sandbox_works():
        raise CourseError(HELP)


def wrapped(command, room):
    """A command, inside the sandbox.

    Parameters
    ----------
    command : list of str
    room : Room

    Returns
    -------
    list of str
    """
    megabyte = 2**20
    tmpfs = ["--size", str(room.limits.disk_mb * megabyte), "--tmpfs"]
    line = ["bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent"]
    line += ["--new-session", "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000"]
    line += ["--hostname", "notebook", *_system()]
    line += [
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "--size",
        str(64 * megabyte),
        "--tmpfs",
        "/dev/shm",
    ]
    line += [*tmpfs, "/tmp", *tmpfs, HOME, "--dir", WORK, "--chdir", WORK]
    for path in [*_python(), *room.readable]:
        line += ["--ro-bind", str(path), str(path)]
    line += ["--bind", str(room.kernel), str(room.kernel)]
    line += ["--remount-ro", "/dev", "--remount-ro", "/"]
    return [*line, "sh", "-c", _start(room), "sh", *command]


def _system():
    line = ["--ro-bind", "/usr", "/usr"]
    for name in ("/bin", "/sbin", "/lib", "/lib64"):
        if Path(name).is_symlink():
            line += ["--symlink", os.readlink(name), name]
        elif Path(name).exists():
            line += ["--ro-bind", name, name]
    for name in ("ld.so.cache", "fonts", "localtime", "alternatives"):
        line += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    return line


def _python():
    """Python, its packages, and what students import."""
    prefixes = {Path(sys.prefix), Path(sys.base_prefix)}
    return [path for path in sorted(prefixes) if not path.is_relative_to("/usr")] + [
        KIT / "helpers"
    ]


def _start(room):
    return START.format(
        address_kb=2 * room.limits.memory_mb * 1024,
        cpu=room.limits.cpu_s,
        file_blocks=room.limits.disk_mb * 2048,
        submission=room.submission,
        caches=room.caches,
    )


class SandboxProvisioner(LocalProvisioner):
    """Starts a kernel in a `Room`, given as the argument ``room`` of ``start_kernel``."""

    room = None

    async def pre_launch(self, **kwargs):
        self.room = kwargs.pop("room")
        kwargs = await super().pre_launch(**kwargs)
        command = [sys.executable, *kwargs["cmd"][1:]]
        kwargs["cmd"] = wrapped(command, self.room) if self.room.sandbox else command
        kwargs["env"] = self.room.environment
        # What it writes past its kernel is no part of the grader's log.
        kwargs["stdout"] = kwargs["stderr"] = subprocess.DEVNULL
        # Inside, the grader cannot be seen to live: bubblewrap ends the kernel with it.
        kwargs["independent"] = self.room.sandbox
        return kwargs

    async def launch_kernel(self, cmd, **kwargs):
        kwargs.pop("room", None)
        info = await super().launch_kernel(cmd, **kwargs)
        threading.Thread(target=_watch, args=(self.process, self.room), daemon=True).start()
        return info

    async def send_signal(self, signum):
        # A signal to the group would end bubblewrap; interrupts go as messages.
        if self.process and signum not in (0, 2):
            await super().send_signal(signum)


def _watch(process, room):
    """End a candidate that takes too much memory or too many processes.

    The limits that the kernel of the system knows hold for single processes; this one holds for
    all together.
    """
    limits = room.limits
    while process.poll() is None:
        try:
            family = psutil.Process(process.pid).children(recursive=True)
            memory = sum(each.memory_info().rss for each in family if each.is_running()) / 2**20
        except psutil.Error:
            continue
        if memory > limits.memory_mb:
            room.reason = f"it took more than {limits.memory_mb} MB of memory"
        elif len(family) > limits.processes:
            room.reason = f"it started more than {limits.processes} processes"
        if room.reason:
            process.kill()
            return
        time.sleep(0.05)
