"""A limit of time is of a candidate's own computing; who only waits ends by the wall."""

import os
import subprocess
from types import SimpleNamespace

import pytest

from examiner.exam.inside import Candidate
from examiner.exam.stopwatch import Stopwatch
from examiner.sandbox.bubblewrap import HELP, sandbox_works
from examiner.sandbox.computing import computed
from examiner.sandbox.workspace import Limits, Workspace


@pytest.fixture
def clock(monkeypatch):
    clock = SimpleNamespace(wall=100.0, computed=40.0)
    monkeypatch.setattr(
        "examiner.exam.stopwatch.time", SimpleNamespace(monotonic=lambda: clock.wall)
    )
    return clock


@pytest.mark.parametrize(
    ("wall", "own", "over"),
    [
        (19, 9, ""),
        # Beside busy others it gets a core half of the time, and loses nothing.
        (19.9, 9.9, ""),
        (6, 10, "10 s of computing"),
        (20, 0, "20 s"),
        (20, 9, "20 s"),
    ],
)
def test_which_time_is_over(clock, wall, own, over):
    watch = Stopwatch(10, lambda: clock.computed)
    clock.wall, clock.computed = 100 + wall, 40 + own
    assert watch.over() == over
    assert (watch.pause() == 0) is (over == "20 s")


def test_nobody_looks_before_it_can_be_over_nor_much_later(clock):
    watch = Stopwatch(10, lambda: clock.computed, wall=4)
    assert watch.pause() == 4
    clock.computed += 9
    assert watch.pause() == 0.5
    clock.computed += 1
    assert watch.pause() == 0.05


@pytest.mark.parametrize("text", ["2500000000\n", "usage_usec 2500000\nuser_usec 1\n"])
def test_a_control_groups_file_is_read_in_both_versions(tmp_path, text):
    path = tmp_path / "usage"
    path.write_text(text)
    assert computed(str(path)) == 2.5
    assert computed(str(tmp_path / "none")) == 0 and computed([None]) == 0 and computed(()) == 0


def test_processes_are_counted_with_the_children_that_ended():
    line = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"
    busy = subprocess.Popen(
        ["sh", "-c", f"sh -c '{line}'; echo done; read end"], stdin=-1, stdout=-1
    )
    try:
        busy.stdout.readline()
        assert computed([busy.pid]) >= 0.05
        assert computed([os.getpid()]) > computed([busy.pid])
    finally:
        busy.communicate()


ENDS = {
    "computes": ("while True: pass", "stopped after 1 s of computing"),
    "lets children compute": (
        "import subprocess\nsubprocess.run(['sh', '-c', 'while :; do :; done'])",
        "stopped after 1 s of computing",
    ),
    "sleeps": ("import time; time.sleep(60)", "stopped after 2 s"),
}


@pytest.mark.slow
@pytest.mark.parametrize("grouped", [True, False])
def test_a_cell_ends_by_its_computing_and_a_sleeping_one_by_the_wall(
    grouped, tmp_path, monkeypatch
):
    if not sandbox_works():
        pytest.skip(HELP)
    if not grouped:
        monkeypatch.setattr("examiner.sandbox.provisioner.group_for", lambda limits: None)
    workspace = Workspace(tmp_path, Limits(), sandbox=True)
    candidate = Candidate(workspace, timeout=60)
    try:
        candidate.start()
        candidate.timeout = 1
        for source, said in ENDS.values():
            # Others may have the cores; they take none of its computing.
            candidate.wall = 60 if "computing" in said else 2
            assert [each.get("evalue") for each in candidate.run(source)][-1] == said
        assert candidate.computed() > 2
        assert candidate.run("print(6 * 7)")[0].text == "42\n"
    finally:
        candidate.stop()
        workspace.close()
