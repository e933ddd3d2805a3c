"""Calls that notebooks do not need are refused, in both kinds of kernels; the others work."""

import logging

import pytest

from examiner.exam.inside import Candidate
from examiner.sandbox import systemcalls
from examiner.sandbox.bubblewrap import HELP, sandbox_works
from examiner.sandbox.workspace import Limits, Workspace

TRIED = r"""
import ctypes, errno, os, socket, subprocess

libc = ctypes.CDLL(None, use_errno=True)
NUMBERS = {
    "io_uring_setup": (425, 1, 0), "memfd_create": (319, b"x", 0), "shmget": (29, 0, 4096, 0o1600),
    "msgget": (68, 0, 0o1600), "mq_open": (240, b"x", 0o102, 0o600, 0), "keyctl": (250, 0, -3, 1),
    "add_key": (248, b"user", b"x", b"x", 1, -3), "bpf": (321, 0, 0, 0), "userfaultfd": (323, 0),
    "perf_event_open": (298, 0, 0, -1, -1, 0), "ptrace": (101, 0, 0, 0, 0), "clone3": (435, 0, 0),
    "mount": (165, b"x", b"/tmp", b"tmpfs", 0, 0), "unshare": (272, 0x10000000),
    "setns": (308, -1, 0), "clone": (56, 0x10000000 | 17, 0, 0, 0, 0),
    "open_tree": (428, -1, b"/", 0),
    "process_vm_readv": (310, 1, 0, 0, 0, 0, 0),
}
got = {}
for name, (number, *given) in NUMBERS.items():
    result = libc.syscall(number, *given)
    if name == "clone" and result == 0:
        os._exit(0)
    got[name] = errno.errorcode.get(ctypes.get_errno(), 0) if result == -1 else "done"
for name, family in {"netlink": 16, "vsock": 40, "packet": 17, "alg": 38, "bluetooth": 31}.items():
    try:
        socket.socket(family, socket.SOCK_RAW).close()
        got[name] = "done"
    except OSError as error:
        got[name] = errno.errorcode[error.errno]
print(got)
"""
NEEDED = r"""
import multiprocessing, os, socket, subprocess, sys, tempfile, threading
from multiprocessing import shared_memory

import joblib
import numba
import numpy as np
import psutil


def square(x):
    return x * x


print(subprocess.run(["sh", "-c", "echo shell"], capture_output=True, text=True).stdout.strip())
with multiprocessing.Pool(2) as pool:
    print(pool.map(square, range(3)))
print(joblib.Parallel(n_jobs=2)(joblib.delayed(abs)(x) for x in (-1, -2)))
print(joblib.Parallel(n_jobs=2, prefer="threads")(joblib.delayed(abs)(x) for x in (-1, -2)))
print(numba.njit(square)(7))
block = shared_memory.SharedMemory(create=True, size=4096)
block.buf[0] = 7
print(block.buf[0]); block.close(); block.unlink()
with socket.socket() as listener:
    listener.bind(("127.0.0.1", 0)); listener.listen()
    print(socket.create_connection(listener.getsockname()).close())
a, b = socket.socketpair(); a.sendall(b"x"); print(b.recv(1))
import librosa
print(librosa.feature.mfcc(y=np.ones(4000, "f4"), sr=8000, n_mfcc=3).shape)
from sklearn.linear_model import LogisticRegression
x = np.arange(20.0).reshape(-1, 1)
print(LogisticRegression().fit(x, [0] * 10 + [1] * 10).score([[0.0]], [0]))
thread = threading.Thread(target=print, args=("thread",)); thread.start(); thread.join()
print(psutil.Process().num_threads() > 0)
"""


@pytest.fixture(params=["warm", "plain"])
def candidate(request, tmp_path, monkeypatch):
    if not sandbox_works() or systemcalls.program() is None:
        pytest.skip(HELP)
    if request.param == "plain":
        monkeypatch.setattr("examiner.sandbox.provisioner.warm_start", lambda: None)
    workspace = Workspace(tmp_path, Limits(), sandbox=True)
    candidate = Candidate(workspace, timeout=120)
    try:
        candidate.start()
        yield candidate
    finally:
        candidate.stop()
        workspace.close()


def said(candidate, source):
    outputs = candidate.run(source)
    assert {each.output_type for each in outputs} == {"stream"}, outputs
    return "".join(each.text for each in outputs if each.name == "stdout")


@pytest.mark.slow
@pytest.mark.skipif("__import__('os').uname().machine != 'x86_64'", reason="numbers of x86_64")
def test_what_leads_out_or_past_a_bound_is_refused(candidate):
    got = eval(said(candidate, TRIED))
    refused = {"ENOSYS", "EPERM", "ENOTSUP"}
    assert {name: what for name, what in got.items() if what not in refused} == {}
    assert "Seccomp:\t2" in said(candidate, "print(open('/proc/self/status').read())")


@pytest.mark.slow
def test_what_notebooks_need_works(candidate):
    assert said(candidate, NEEDED).split("\n")[:-1] == [
        *("shell", "[0, 1, 4]", "[1, 2]", "[1, 2]", "49", "7", "None", "b'x'"),
        *("(3, 8)", "1.0", "thread", "True"),
    ]


def test_a_machine_without_the_library_is_told_of(monkeypatch, caplog):
    def missing(*_, **__):
        raise OSError("libseccomp.so.2: cannot open shared object file")

    systemcalls.program.cache_clear()
    monkeypatch.setattr("examiner.sandbox.machine._said", [])
    monkeypatch.setattr(systemcalls.ctypes, "CDLL", missing)
    with caplog.at_level(logging.WARNING):
        assert systemcalls.program() is None and systemcalls.program() is None
    systemcalls.program.cache_clear()
    said = [each.getMessage() for each in caplog.records]
    assert said == [f"[note] this machine: {systemcalls.WITHOUT}"]
