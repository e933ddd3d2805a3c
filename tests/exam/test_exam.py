"""Who grades is told plainly when a submission cannot be kept apart, and nothing is graded then."""

import os
from pathlib import Path

import nbformat
import pytest
from commands import nbgrader
from nbformat import NO_CONVERT
from small import small_course

from examiner.authoring.samples import fill_release
from examiner.course import CourseError
from examiner.exam.inside import Candidate, Ended
from examiner.exam.outside import Examiner
from examiner.exam.scope import Scope
from examiner.marks.reading import marks_by_cell
from examiner.sandbox.bubblewrap import HELP, for_own_notebooks, sandbox_works
from examiner.sandbox.warm import Line, WarmStart
from examiner.sandbox.workspace import Limits, Workspace

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = small_course(tmp_path_factory.mktemp("exam"))
    course.submit("ann", {"ex1.ipynb": fill_release(course)["ex1.ipynb"]})
    return course


@pytest.fixture
def without_bubblewrap(tmp_path, monkeypatch):
    """A machine whose bubblewrap may not make a sandbox."""
    bwrap = tmp_path / "bwrap"
    bwrap.write_text("#!/bin/sh\nexit 1\n")
    bwrap.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert not sandbox_works()


def auto_marks(course):
    cells = marks_by_cell(course)
    return cells[cells["student"] == "ann"]["auto"].sum() if len(cells) else 0


def test_without_a_sandbox_nothing_is_graded(course, without_bubblewrap):
    with pytest.raises(CourseError, match="apt-get install bubblewrap"):
        course.nbgrader("autograde")
    assert auto_marks(course) == 0
    assert "unsafe_no_sandbox" in HELP


@pytest.mark.parametrize("forbidden", ["--hostname", "--proc", "--unshare-user"])
def test_a_container_that_forbids_a_part_of_the_sandbox_has_none(forbidden, tmp_path, monkeypatch):
    bwrap = tmp_path / "bwrap"
    bwrap.write_text(f'#!/bin/sh\ncase " $* " in *" {forbidden} "*) exit 1;; esac\n')
    bwrap.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert not sandbox_works()


def test_where_the_examiner_cannot_be_loaded_nothing_is_graded(course, tmp_path, monkeypatch):
    (tmp_path / "psutil.py").write_text("raise ImportError('broken on purpose')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(CourseError, match="The examiner cannot be loaded, so nothing is graded"):
        course.nbgrader("autograde")
    assert auto_marks(course) == 0


def test_grading_without_a_sandbox_is_said_on_every_page(course, without_bubblewrap, capsys):
    nbgrader(course, "autograde", *for_own_notebooks())
    assert "without a sandbox" in capsys.readouterr().out
    course.feedback()
    assert auto_marks(course) > 0
    for notebook in course.notebooks("autograded", "ann"):
        first = nbformat.read(notebook, as_version=NO_CONVERT).cells[0]
        assert "Graded without a sandbox." in first.source
    for page in course.folder("feedback", "ann").glob("*.html"):
        assert "Graded without a sandbox." in page.read_text(encoding="utf-8")


class Silent:
    """A candidate that never answers, and lives."""

    account = ()

    def serve(self, path):
        return None

    def finished(self, request):
        return None


def test_a_test_that_does_not_end_is_lost_and_the_next_notebook_is_asked(monkeypatch):
    monkeypatch.setenv("FSDD", "embedded")
    monkeypatch.setattr("examiner.exam.outside.BEGIN", "1")
    monkeypatch.setattr("examiner.exam.outside.END", "1")
    asker = Examiner(test_timeout=60)
    try:
        asker._client.timeout = 1
        outputs, _ = asker.test("while True: pass", Scope([], []), Silent())
        assert [output.output_type for output in outputs] == ["error"]
        outputs, _ = asker.test("print('Right.')", Scope([], []), Silent())
        assert [output.output_type for output in outputs] == ["stream"]
    finally:
        asker.close()


INSIDE = """
import os, random, resource, sys
import numpy as np
print(os.getcwd(), os.getuid(), 'examiner' in sys.modules, os.environ.get('SECRET'))
print(*[resource.getrlimit(getattr(resource, f'RLIMIT_{n}'))[0] for n in ('AS', 'CPU', 'FSIZE')])
print(random.random(), np.random.rand())
print(open('/proc/self/status').read())
"""


@pytest.mark.parametrize("warm", [True, False])
def test_a_kernel_starts_warm_or_plain_with_the_same_bounds(warm, monkeypatch, tmp_path):
    if not sandbox_works():
        pytest.skip(HELP)
    monkeypatch.setenv("SECRET", "42")
    if not warm:
        monkeypatch.setattr("examiner.sandbox.provisioner.warm_start", lambda: None)
    said = []
    for _ in range(2):
        workspace = Workspace(tmp_path, Limits(memory_mb=1000, cpu_s=100, disk_mb=10), sandbox=True)
        candidate = Candidate(workspace, timeout=60)
        try:
            candidate.start()
            assert (candidate._client.km.provisioner.forked is not None) is warm
            said.append(candidate.run(INSIDE)[0].text.split("\n"))
        finally:
            candidate.stop()
            workspace.close()
    assert said[0][0] == "/home/student/hw 1000 False None"
    assert said[0][1] == f"{2000 * 2**20} 100 {10 * 2**20}"
    # Forks of one process must not draw the same numbers.
    assert said[0][2] != said[1][2]
    assert {"CapEff:\t0000000000000000", "CapPrm:\t0000000000000000", "NoNewPrivs:\t1"} < {*said[0]}


def test_the_bound_on_computing_says_that_it_was_the_one(tmp_path):
    if not sandbox_works():
        pytest.skip(HELP)
    workspace = Workspace(tmp_path, Limits(cpu_s=5), sandbox=True)
    candidate = Candidate(workspace, timeout=60)
    try:
        candidate.start()
        with pytest.raises(Ended, match="it took more than 5 s of computing"):
            candidate.run("while True: pass")
    finally:
        candidate.stop()
        workspace.close()


def test_where_the_fork_server_fails_kernels_start_without_it_and_it_is_said(
    monkeypatch, tmp_path, caplog
):
    if not sandbox_works():
        pytest.skip(HELP)
    broken = tmp_path / "forkserver.py"
    broken.write_text("raise ImportError('no such library')")
    monkeypatch.setattr("examiner.sandbox.warm.FORKSERVER", broken)
    monkeypatch.setattr("examiner.sandbox.warm._warm", None)
    workspace = Workspace(tmp_path, Limits(), sandbox=True)
    candidate = Candidate(workspace, timeout=60)
    try:
        candidate.start()
        assert candidate.run("6 * 7")[0].data["text/plain"] == "42"
    finally:
        candidate.stop()
        workspace.close()
    assert "without the fork server, slower: the fork server ended: ImportError" in caplog.text


def test_one_fork_server_serves_many_processes_and_outlives_each(monkeypatch, tmp_path):
    if not sandbox_works():
        pytest.skip(HELP)
    warm = WarmStart()
    try:
        killed, other = (Line(warm.for_another_process()) for _ in range(2))
        killed.close()  # before it has read that the server is ready
        for line in (other, warm):
            monkeypatch.setattr("examiner.sandbox.provisioner.warm_start", lambda: line)  # noqa: B023
            workspace = Workspace(tmp_path, Limits(), sandbox=True)
            candidate = Candidate(workspace, timeout=60)
            try:
                candidate.start()
                assert candidate._client.km.provisioner.forked is not None
                assert candidate.run("6 * 7")[0].data["text/plain"] == "42"
            finally:
                candidate.stop()
                workspace.close()
            line.close()
    finally:
        warm.close()


def test_the_fork_server_has_one_thread_and_no_secret():
    """Threads do not survive a fork; what is in its memory a submission can read."""
    warm = WarmStart()
    try:
        warm._expect("ready", 120)
        process = Path(f"/proc/{warm.process.pid}")
        assert len(list((process / "task").iterdir())) == 1
        for name in ("environ", "cmdline"):
            assert "examiner" not in (process / name).read_text()
    finally:
        warm.close()
