"""The sandbox: what bubblewrap shows to a submission, and what happens where it cannot be had.

Inside there are the system, Python, the course and what it shows, all read-only, and a working
copy of the submission in memory. There is no network, no other process, no course folder.
"""

import os
import shlex
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import homework
from examiner.course import DATA, SandboxError
from examiner.kit import KIT

ENGINE = Path(__file__).resolve().parents[1]
HOME = "/home/student"
WORK = f"{HOME}/hw"
HELP = (
    "Submissions run in a sandbox, and bubblewrap (bwrap) is missing or not allowed here. Install "
    "it with: apt-get install bubblewrap (Linux only; elsewhere grade in a Linux container or "
    "virtual machine that allows user namespaces). For your own notebooks alone: "
    "--Examine.unsafe_no_sandbox=True"
)
# Where the system's memory is short it ends this, and not the grader; see forkserver.go_first.
GO_FIRST = "echo 1000 > /proc/self/oom_score_adj; "
# Comes into a control group, with all that it starts; where it cannot, nothing starts.
COME_IN = "echo 0 > {door} || exit 1; "
# Copied first, so that the working copy is writable and the submission is not.
START = """
umask 022; ulimit -c 0; ulimit -n {RLIMIT_NOFILE}
prlimit --pid $$ --nproc={RLIMIT_NPROC} 2> /dev/null
ulimit -v {RLIMIT_AS}; ulimit -t {RLIMIT_CPU}; ulimit -f {RLIMIT_FSIZE}
cp -R {submission}/. . 2> /dev/null
mkdir -p {own_caches} && cp -R {caches}/. {own_caches}
exec "$@"
"""


def sandbox_works():
    """True where bubblewrap can make a sandbox."""
    program = shutil.which("bwrap")
    return program is not None and _makes_sandboxes(program)


@lru_cache
def _makes_sandboxes(program):
    line = [program, "--ro-bind", "/", "/", "--unshare-all", "--unshare-user", "--disable-userns"]
    # A container may allow namespaces, and forbid what has to be done in them.
    line += ["--hostname", "notebook", "--proc", "/proc", "--dev", "/dev"]
    return subprocess.run([*line, "true"], capture_output=True).returncode == 0


def for_own_notebooks():
    """nbgrader's options for the kit's own notebooks: without a sandbox where there is none."""
    if sandbox_works():
        return []
    print("There is no bubblewrap here: the kit's own notebooks are graded without a sandbox.")
    return ["--Examine.unsafe_no_sandbox=True"]


def require_sandbox():
    """Refuse to go on without a sandbox."""
    if not sandbox_works():
        raise SandboxError(HELP)


def wrapped(command, workspace, info, calls=None, groups=()):
    """A command, inside the sandbox.

    Parameters
    ----------
    command : list of str
    workspace : Workspace
    info : int
        A descriptor to which bubblewrap writes the id of the sandbox's first process.
    calls : int, optional
        A descriptor from which it reads a filter of system calls.
    groups : iterable of str
        See `examiner.sandbox.groups.Group.doors`.

    Returns
    -------
    list of str
    """
    megabyte = 2**20
    tmpfs = ["--size", str(workspace.limits.disk_mb * megabyte), "--tmpfs"]
    doors = [COME_IN.format(door=shlex.quote(door)) for door in groups]
    first = "".join([GO_FIRST, *doors, 'exec "$0" "$@"'])
    line = ["sh", "-c", first, "bwrap", "--unshare-all", "--unshare-user", "--disable-userns"]
    line += [
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
        "--uid",
        "1000",
        "--gid",
        "1000",
    ]
    line += ["--hostname", "notebook", "--info-fd", str(info), *_system()]
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
    for path in [*_python(), *workspace.readable]:
        line += ["--ro-bind", str(path), str(path)]
    line += _without_engine()
    if workspace.data:
        line += ["--ro-bind", str(workspace.data), f"{WORK}/{DATA}"]
    # Its sockets lie in memory of its own; outside nobody can write to that name.
    line += ["--size", str(megabyte), "--tmpfs", str(workspace.kernel)]
    line += ["--ro-bind", str(workspace.connection), str(workspace.connection)]
    line += ["--remount-ro", "/dev", "--remount-ro", "/proc", "--remount-ro", "/"]
    line += [] if calls is None else ["--seccomp", str(calls)]
    return [*line, "sh", "-c", _start(workspace), "sh", *command]


def numbers_of_files(workspace):
    """How many files each of the sandbox's places in memory may hold.

    Parameters
    ----------
    workspace : Workspace

    Returns
    -------
    dict of str to int
    """
    places = ("/tmp", HOME, "/dev/shm", str(workspace.kernel))
    return dict.fromkeys(places, workspace.limits.files)


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
    beside = [KIT / "helpers", KIT / "matplotlibrc", Path(homework.__file__).parent]
    return [path for path in sorted(prefixes) if not path.is_relative_to("/usr")] + [
        path for path in beside if path.exists()
    ]


def _without_engine():
    """Where the engine is installed among the libraries, an empty folder lies over it."""
    shown = any(ENGINE.is_relative_to(path) for path in ("/usr", *_python()))
    return ["--tmpfs", str(ENGINE), "--remount-ro", str(ENGINE)] if shown else []


def _start(workspace):
    # In the units of ulimit.
    bounds = {"RLIMIT_NPROC": "", **workspace.limits.bounds}
    bounds |= {
        "RLIMIT_AS": bounds["RLIMIT_AS"] // 1024,
        "RLIMIT_FSIZE": bounds["RLIMIT_FSIZE"] // 512,
    }
    folders = {name: getattr(workspace, name) for name in ("submission", "caches", "own_caches")}
    return START.format(**bounds, **folders)
