"""Control groups: made where they can be, in both versions; what is not mapped is counted, too."""

import os
import subprocess
from pathlib import Path

import pytest

from examiner.exam.inside import Candidate, Ended
from examiner.grading.single import notes_of
from examiner.sandbox import groups, machine
from examiner.sandbox.bubblewrap import HELP, sandbox_works
from examiner.sandbox.computing import computed
from examiner.sandbox.groups import Group
from examiner.sandbox.places import NEEDED, _first_version, _own_groups, _second_version
from examiner.sandbox.workspace import Limits, Workspace

MOUNTS = """proc /proc proc rw 0 0
cgroup {root}/cpu,cpuacct cgroup rw,cpu,cpuacct 0 0
cgroup {root}/memory cgroup rw,memory 0 0
cgroup {root}/pids cgroup rw,pids 0 0
cgroup {root}/systemd cgroup rw,name=systemd 0 0
"""
OWN = "4:memory:/user/7\n3:cpu,cpuacct:/\n2:pids:/elsewhere\n1:name=systemd:/\n0::/scope\n"


def written(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".", 1)).write_text(text)
    return folder


def test_the_places_of_version_1_are_the_graders_own(tmp_path):
    (tmp_path / "memory" / "user" / "7").mkdir(parents=True)
    found = _first_version(_own_groups(OWN), MOUNTS.format(root=tmp_path))
    assert found == {
        "memory": tmp_path / "memory" / "user" / "7",
        "cpu": tmp_path / "cpu,cpuacct",
        "cpuacct": tmp_path / "cpu,cpuacct",
        # Seen from its own group down, as in a container.
        "pids": tmp_path / "pids",
    }


@pytest.fixture
def second(tmp_path):
    """A tree as version 2 shows it, with this grader in a scope of its own."""
    scope = written(
        tmp_path / "scope",
        cgroup_controllers="cpu memory pids",
        cgroup_subtree_control="",
        cgroup_procs=f"{os.getppid()}\n{os.getpid()}",
    )
    return scope, f"cgroup2 {tmp_path} cgroup2 rw 0 0\n"


def test_in_version_2_the_grader_moves_to_a_leaf_and_its_group_is_divided(second):
    scope, mounts = second
    assert _second_version(_own_groups(OWN), mounts) == dict.fromkeys(NEEDED[2], scope)
    assert (scope / "cgroup.subtree_control").read_text() == "+cpu +memory +pids"
    assert (scope / "grader" / "cgroup.procs").read_text() == str(max(os.getpid(), os.getppid()))
    # A grading process of it finds the same place.
    own = _own_groups(OWN.replace("/scope", "/scope/grader"))
    (scope / "cgroup.subtree_control").write_text("cpu memory pids")
    assert _second_version(own, mounts)["memory"] == scope


def test_in_version_2_no_stranger_is_moved(second):
    scope, mounts = second
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    other = subprocess.Popen(["sh", "-c", "sleep 60 & echo $!"], stdout=subprocess.PIPE, text=True)
    orphan = int(other.stdout.readline())
    other.wait()
    try:
        (scope / "cgroup.procs").write_text(f"{os.getpid()}\n{stranger.pid}\n{orphan}")
        with pytest.raises(OSError, match="is not its own"):
            _second_version(_own_groups(OWN), mounts)
        assert not (scope / "grader").exists()
    finally:
        stranger.kill()
        stranger.wait()
        os.kill(orphan, 9)


@pytest.mark.parametrize("counted", ["", "pids", "cpu pids"])
def test_a_place_that_does_not_count_all_is_none(second, counted):
    scope, mounts = second
    (scope / "cgroup.controllers").write_text(counted)
    with pytest.raises(OSError, match=r"does not count .*memory"):
        _second_version(_own_groups(OWN), mounts)


def test_without_control_groups_that_is_said():
    with pytest.raises(OSError, match="there are no control groups"):
        _second_version(_own_groups(OWN), "proc /proc proc rw 0 0\n")


def test_the_bounds_of_version_2(tmp_path, monkeypatch):
    monkeypatch.setattr(groups, "place", lambda: (2, dict.fromkeys(NEEDED[2], tmp_path)))
    real = Path.mkdir

    def mkdir(path, *args, **kwargs):
        real(path, *args, **kwargs)
        for name in ("memory.swap.max", "memory.oom.group"):
            (path / name).write_text("")
        (path / "cgroup.procs").write_text("7\n8")

    monkeypatch.setattr(Path, "mkdir", mkdir)
    monkeypatch.setattr(os, "kill", lambda *_: None)
    monkeypatch.setattr(groups, "_remove", lambda folder: None)
    group = Group(Limits(memory_mb=600, processes=64))
    (folder,) = set(group.folders.values())
    told = {name: (folder / name).read_text() for name in os.listdir(folder)}
    assert told["memory.max"] == str(600 * 2**20) and told["memory.swap.max"] == "0"
    assert told["memory.oom.group"] == "1" and told["pids.max"] == "512"
    assert told["cpu.max"] == "200000 100000" and group.doors == [f"{folder}/cgroup.procs"]
    (folder / "cpu.stat").write_text("usage_usec 2500000\nuser_usec 1")
    assert computed(group.account) == 2.5 and group.processes() == 2 and not group.took_too_much()
    (folder / "memory.events").write_text("oom 3\noom_kill 1\n")
    assert group.took_too_much()


def test_where_one_cannot_be_made_that_is_said_once(monkeypatch, caplog):
    def none():
        raise PermissionError(13, "Permission denied")

    groups.why_none.cache_clear()
    monkeypatch.setattr(machine, "_said", [])
    monkeypatch.setattr(groups, "place", none)
    assert groups.group_for(Limits()) is None and groups.group_for(Limits()) is None
    (said,) = [each.getMessage() for each in caplog.records]
    words = "submissions have no control groups here (Permission denied)"
    assert said.startswith(f"[note] this machine: {words}")
    assert [each.startswith(words) for each in machine.said()] == [True]
    # No student's note is made of it.
    assert notes_of("ann", f"[note] ann, ex1: slow\n{said}") == ["ex1: slow"]
    groups.why_none.cache_clear()


# On this machine.

FILES = """
import os
for number in range(70):
    with open(f"/tmp/{number}", "wb") as file:
        file.write(bytes(10 * 2**20))
"""
THREADS = """
import _thread
_thread.stack_size(32768)
held = _thread.allocate_lock()
held.acquire()
started = 0
try:
    while started < 2000:
        _thread.start_new_thread(held.acquire, (True, 20))
        started += 1
except RuntimeError:
    print(started)
"""
FORKS = """
import os, time
big = bytearray(2**27)
for number in range(0, len(big), 4096):
    big[number] = 1
children = []
for _ in range(24):
    child = os.fork()
    if child == 0:
        time.sleep(1)
        os._exit(0)
    children.append(child)
print({os.waitpid(child, 0)[1] for child in children})
"""


def candidate_with(tmp_path, **limits):
    return Candidate(Workspace(tmp_path, Limits(**limits), sandbox=True), timeout=60)


@pytest.fixture(params=["warm", "plain"])
def start(request, tmp_path, monkeypatch):
    if groups.why_none() or not sandbox_works():
        pytest.skip(groups.why_none() or HELP)
    if request.param == "plain":
        monkeypatch.setattr("examiner.sandbox.provisioner.warm_start", lambda: None)
    started = []

    def start(**limits):
        started.append(candidate_with(tmp_path, **limits))
        started[-1].start()
        return started[-1]

    yield start
    for each in started:
        folders = each._client.km.provisioner.group.folders.values() if each._client else ()
        each.stop()
        each.workspace.close()
        assert not any(folder.exists() for folder in folders)


@pytest.mark.slow
def test_memory_that_no_process_has_mapped_is_counted(start):
    candidate = start(memory_mb=600, disk_mb=1000)
    with pytest.raises(Ended, match="it took more than 600 MB of memory"):
        candidate.run(FILES)


@pytest.mark.slow
def test_threads_are_counted(start):
    (said,) = start().run(THREADS)
    assert 300 < int(said.text) < 512


@pytest.mark.slow
def test_pages_that_forks_share_are_counted_once(start):
    """24 honest forks of 128 MB were 'more than' 1500 MB."""
    (said,) = start(memory_mb=1500).run(FORKS)
    assert said.text == "{0}\n"
