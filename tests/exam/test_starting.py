"""A kernel that does not come up on a busy machine is started again; nothing is lost by it."""

from types import SimpleNamespace

import pytest

from examiner.course import SandboxError
from examiner.exam import run as running
from examiner.exam.inside import Ended
from examiner.exam.reasons import Reasons
from examiner.exam.run import Exam
from examiner.notebooks.plan import Plan
from examiner.sandbox.workspace import Limits


@pytest.fixture
def take(tmp_path, monkeypatch):
    """Take the exam of an empty notebook, whose kernel does not start the first times."""

    def run(failures):
        started = []

        class Candidate:
            starved = False

            def __init__(self, workspace, timeout):
                self.workspace = workspace

            def start(self):
                started.append(self.workspace)
                if len(started) <= failures:
                    raise Ended("the kernel did not start")

            def stop(self):
                pass

            def computed(self):
                return 0

            waited = computed

        asker = SimpleNamespace(questions=tmp_path)
        monkeypatch.setattr(running, "Candidate", Candidate)
        monkeypatch.setattr(running, "examiner_of_process", lambda: asker)
        monkeypatch.setattr(running, "take_files", lambda *_: None)
        settings = SimpleNamespace(
            limits=Limits(),
            timeout=1,
            answer_timeout=1,
            unsafe_no_sandbox=True,
            restarts=5,
            budget=60,
        )
        beside = SimpleNamespace(
            look_at=lambda cells: None, lay_into=lambda workspace: [], kept=tmp_path
        )
        exam = Exam(Plan([], set()), beside, settings, Reasons())
        try:
            exam.take([])
            return exam.notes, started
        finally:
            exam.close()

    return run


@pytest.mark.parametrize("failures", [0, 1, 2])
def test_a_kernel_that_does_not_start_at_once_costs_nothing(take, failures):
    notes, started = take(failures)
    assert notes == [] and len(started) == failures + 1
    assert not any(workspace.folder.exists() for workspace in started[:failures])


def test_a_kernel_that_never_starts_is_the_machines_fault_and_no_cells(take):
    with pytest.raises(SandboxError, match="3 times in a row: the kernel did not start"):
        take(3)
