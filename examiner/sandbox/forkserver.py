"""A process that has the libraries imported, and forks a kernel from itself into each sandbox.

It is started from stdin, with an environment that names nothing of the course, and never runs a
line of a student's: a fork of it first enters the sandbox that bubblewrap made, then gives up all
rights, and only then becomes a kernel. Linux only; it uses nothing of the kit but the helpers.
"""

import base64
import contextlib
import ctypes
import fcntl
import gc
import importlib
import json
import os
import random
import resource
import select
import signal
import socket
import sys
import tempfile

# Each kernel's own; the course adds its.
LIBRARIES = """\
matplotlib.backends.backend_agg matplotlib.font_manager matplotlib.figure
ipykernel.kernelapp ipykernel.ipkernel ipykernel.zmqshell homework.answering"""
# The order matters: rights over the others come with the user namespace that they belong to.
NAMESPACES = ("mnt", "pid", "net", "ipc", "uts", "cgroup")
NS_GET_PARENT = 0xB702  # see ioctl_ns(2)
# See prctl(2).
SET_DUMPABLE, SET_SECCOMP, DROP_BOUND, NO_NEW_PRIVILEGES = 4, 22, 24, 38
FILTER = 2
CAPABILITIES_3 = 0x20080522  # see capset(2)
KEYCTL = {"x86_64": 250, "aarch64": 219}  # the number of keyctl(2)
# They are the host's: where the grader is root, a submission could change their modes.
DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
READ_ONLY_DEVICE = 1 | 2 | 8 | 32 | 4096  # ro, nosuid, noexec, remount, bind: see mount(2)
BOUNDED_FOLDER = 2 | 4 | 32  # nosuid, nodev, remount
libc = ctypes.CDLL(None, use_errno=True)


def main():
    """Import, say so, and fork once for each request until the other end is closed.

    Where kernels start without it, it only sets the number of files for a sandbox that is there.
    """
    if len(sys.argv) > 2:
        enter(int(sys.argv[1]), json.loads(sys.argv[2]))
        return
    with socket.socket(fileno=int(sys.argv[1])) as line:
        sys.path = [each for each in sys.path if each not in ("", os.getcwd())]
        rehearse()
        gc.collect()
        gc.freeze()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        line.send(b"ready")
        serve(line)


def serve(first):
    """Fork once for each request, until the line is closed by which it was started.

    Parameters
    ----------
    first : socket.socket
        It also brings the lines of other processes, which then ask here, too.
    """
    lines = [first]
    while True:
        for line in select.select(lines, [], [])[0]:
            request, brought = received(line)
            for each in brought:
                lines.append(socket.socket(fileno=each))
                with contextlib.suppress(OSError):
                    lines[-1].send(b"ready")
            if not request and line is first:
                return
            if not request:
                lines.remove(line)
                line.close()
            elif not brought and os.fork() == 0:
                for other in {*lines} - {line}:
                    other.close()
                start(json.loads(request), line)


def received(line):
    """A request and the descriptors that came with it; an empty one where the other end is gone."""
    try:
        request, brought, *_ = socket.recv_fds(line, 65536, 1)
    except OSError:  # killed before it read what was sent to it
        return b"", []
    return request, brought


def rehearse():
    """Import the libraries, and have them compile and look up what notebooks need first."""
    # Not by examiner.kit: what is imported here, a submission can read.
    there = os.path.isfile(os.path.join(os.environ["PYTHONPATH"], "helpers", "kit.py"))
    course = importlib.import_module("helpers.kit") if there else None
    for name in [*getattr(course, "LIBRARIES", "numpy").split(), *LIBRARIES.split()]:
        importlib.import_module(name)
    getattr(course, "rehearse", lambda: None)()
    figure = sys.modules["matplotlib.figure"].Figure()
    figure.subplots().plot([0, 1], label="line")
    figure.legend()
    sys.modules["matplotlib.backends.backend_agg"].FigureCanvasAgg(figure).draw()


def start(request, line):
    """Enter a sandbox and become its kernel.

    The process that entered stays outside as the kernel's parent: it lives as long as the kernel.

    Parameters
    ----------
    request : dict
        ``pid`` of a process in the sandbox, ``argv`` of the kernel, its ``environment``, its
        ``folder``, ``limits`` as `resource` names them, ``files``, how many each of its folders may
        hold, ``groups``, the files by which it comes into its control group, and ``filter``, its
        calls of the system (see systemcalls.py).
    line : socket.socket
        Where to say that it worked, with the process id; or why not.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        own = os.getpid()
        leave_keyring()
        go_first()
        for door in request["groups"]:
            with open(door, "w") as file:
                file.write("0")
        enter(request["pid"], request["files"])
        give_up_rights()
        allow_only(base64.b64decode(request["filter"]))
        kernel = os.fork()
        if kernel:
            line.send(str(own).encode())
            line.close()
            os.waitpid(kernel, 0)
        else:
            line.close()
            become_kernel(**request)
    except BaseException as error:
        if line.fileno() >= 0:
            line.send(f"{type(error).__name__}: {error}".encode())
    finally:
        os._exit(0)


def enter(pid, files):
    """Enter the namespaces of a process: what bubblewrap made, seen and reachable there only.

    Parameters
    ----------
    pid : int
    files : dict of str to int
        How many files and folders each place in memory may hold: empty ones take no room of its
        size. Bubblewrap has no word for it.
    """
    places = [(f"/proc/{pid}/ns/{name}", f"/proc/self/ns/{name}") for name in NAMESPACES]
    others = [os.open(a, os.O_RDONLY) for a, b in places if os.readlink(a) != os.readlink(b)]
    inner = os.open(f"/proc/{pid}/ns/user", os.O_RDONLY)
    # With --disable-userns there are two user namespaces; the outer one owns all others.
    outer = fcntl.ioctl(inner, NS_GET_PARENT)
    for file in (outer, *others):
        _checked(libc.setns(file, 0))
    for name in DEVICES:
        _checked(libc.mount(None, f"/dev/{name}".encode(), None, READ_ONLY_DEVICE, None))
    for place, number in files.items():
        options = f"nr_inodes={number}".encode()
        _checked(libc.mount(None, place.encode(), None, BOUNDED_FOLDER, options))
    _checked(libc.setns(inner, 0))


def go_first():
    """Be what the system ends where its memory is short: not the grader, nor anybody else."""
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")


def leave_keyring():
    """Join a session keyring of one's own: the user's holds keys, and is shared."""
    call = KEYCTL.get(os.uname().machine)
    if call:
        libc.syscall(call, 1, None)  # KEYCTL_JOIN_SESSION_KEYRING


def give_up_rights():
    """Drop every capability, for good."""
    for capability in range(64):
        libc.prctl(DROP_BOUND, capability, 0, 0, 0)
    _checked(libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    header, none = (ctypes.c_uint32 * 2)(CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
    _checked(libc.capset(header, none))
    # As after exec: a process may look at itself in /proc.
    _checked(libc.prctl(SET_DUMPABLE, 1, 0, 0, 0))


def allow_only(program):
    """Install a filter of system calls; an empty one is none."""
    if not program:
        return
    size = 8  # bytes of an instruction
    code = ctypes.create_string_buffer(program, len(program))
    head = _Program(len(program) // size, ctypes.addressof(code))
    _checked(libc.prctl(SET_SECCOMP, FILTER, ctypes.byref(head), 0, 0))


class _Program(ctypes.Structure):
    _fields_ = (("instructions", ctypes.c_ushort), ("code", ctypes.c_void_p))


def _checked(result):
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def become_kernel(argv, environment, folder, limits, **_):
    """Run a kernel here, as if it had just been started with these arguments."""
    null = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(3, 4096)
    os.setsid()
    os.umask(0o022)
    os.chdir(folder)
    for name, value in limits.items():
        resource.setrlimit(getattr(resource, name), (value, value))
    os.environ.update(environment)
    tempfile.tempdir = None  # found anew, from this environment
    random.seed()
    sys.modules["numpy"].random.seed()
    if os.path.isfile("matplotlibrc"):
        sys.modules["matplotlib"].rc_file("matplotlibrc")
    sys.argv = argv
    sys.modules["ipykernel.kernelapp"].IPKernelApp.launch_instance(argv=argv[1:])


if __name__ == "__main__":
    main()
