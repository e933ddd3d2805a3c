"""The watchdog ends what takes too much, and what it cannot look at: no bound goes in silence."""

import os
import subprocess
import time
from types import SimpleNamespace

import pytest

from examiner.sandbox import computing
from examiner.sandbox import watch as watching
from examiner.sandbox.computing import waited_for_cpu
from examiner.sandbox.watch import EXAMINERS, MB, watch
from examiner.sandbox.workspace import Limits


@pytest.fixture
def candidate():
    """A candidate that lives until it is ended; it has no process but a sleeping one."""
    ended = []
    asleep = subprocess.Popen(["sleep", "600"])
    process = SimpleNamespace(pid=asleep.pid, poll=lambda: 1 if ended else None)
    workspace = SimpleNamespace(limits=Limits(), reason=None)
    yield SimpleNamespace(
        workspace=workspace,
        process=process,
        group=None,
        waiting=None,
        end=lambda: ended.append(1),
        ended=ended,
    )
    asleep.kill()
    asleep.wait()


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("family", PermissionError(13, "Permission denied")),
        ("_sent", ValueError("no number")),
        ("_memory", OSError(24, "Too many open files")),
    ],
)
def test_a_fault_in_watching_ends_the_candidate(candidate, monkeypatch, name, fault):
    def fail(*_):
        raise fault

    monkeypatch.setattr(watching, name, fail)
    watch(candidate)
    assert candidate.ended
    assert candidate.workspace.reason.startswith("it could not be watched any more (")
    assert str(fault) in candidate.workspace.reason


@pytest.mark.parametrize(
    ("family", "memory", "reason"),
    [
        (65, 1, "it started more than 64 processes"),
        (2, 2500, "it took more than 4096 MB of memory"),
    ],
)
def test_what_takes_too_much_is_ended_with_the_reason(
    candidate, monkeypatch, family, memory, reason
):
    monkeypatch.setattr(watching, "family", lambda *_: [-1] * family)
    monkeypatch.setattr(watching, "_memory", lambda pid: memory * MB)
    watch(candidate)
    assert candidate.ended and candidate.workspace.reason == reason


def test_what_it_sends_is_counted_where_it_is_read(candidate, monkeypatch):
    sizes = iter([100, 100, 3000])
    monkeypatch.setattr(watching, "family", lambda *_: [])
    monkeypatch.setattr(watching, "_memory", lambda pid: MB * (next(sizes) if pid == -7 else 1))
    EXAMINERS.add(-7)
    try:
        watch(candidate)
    finally:
        EXAMINERS.discard(-7)
    assert candidate.workspace.reason == "it sent more than 2048 MB of messages and answers"


def test_a_process_that_has_ended_is_no_fault():
    assert watching._memory(2**22 + 1) == 0
    assert computing.family(2**22 + 1) == [] and computing.computed([2**22 + 1]) == 0


def test_waiting_for_a_core_is_seen():
    line = ["sh", "-c", "while :; do :; done"]
    crowd = [subprocess.Popen(line) for _ in range(3 * os.cpu_count())]
    try:
        before, end = waited_for_cpu(os.getpid()), time.monotonic() + 0.5
        while time.monotonic() < end:
            pass
        assert waited_for_cpu(os.getpid()) - before > 0.1
    finally:
        for each in crowd:
            each.kill()
            each.wait()
    assert waited_for_cpu(None) == 0
