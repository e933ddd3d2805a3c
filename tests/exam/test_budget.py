"""A submission has one budget of time, whatever it does with its cells, answers and restarts."""

from types import SimpleNamespace

import pytest
from nbformat.v4 import new_code_cell

from examiner.exam import inside, run
from examiner.exam.budget import Budget, budget_of
from examiner.exam.examine import Examine
from examiner.exam.inside import Ended
from examiner.exam.reasons import Reasons
from examiner.exam.run import Exam


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until somebody takes time."""
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr("examiner.exam.budget.time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


@pytest.fixture
def exam(clock, monkeypatch):
    """An exam of made-up cells: each takes as many seconds as it says, and may end its process."""

    class Candidate:
        def __init__(self, workspace, timeout):
            self.timeout, self.workspace = timeout, SimpleNamespace(close=lambda: None)
            self.starved, self.lost = False, 0.0

        def start(self):
            clock.now += 1

        def run(self, source):
            seconds, *end = source.split()
            clock.now += min(float(seconds), self.timeout)
            if end:
                raise Ended("exit")
            return []

        def stop(self):
            pass

        def computed(self):
            return 1.0

        def waited(self):
            return self.lost

    workspace = SimpleNamespace()
    monkeypatch.setattr(run, "Candidate", Candidate)
    monkeypatch.setattr(run, "Workspace", lambda *_: workspace)
    monkeypatch.setattr(run, "examiner_of_process", lambda: SimpleNamespace(questions=None))
    monkeypatch.setattr(run, "take_files", lambda *_: None)
    plan = SimpleNamespace(cells=[], code=[], given=(), others=set())
    beside = SimpleNamespace(look_at=lambda cells: None, lay_into=lambda workspace: [], kept=None)
    return lambda seconds: Exam(plan, beside, Examine(budget=seconds, timeout=300), Reasons())


def taken(exam, *cells):
    cells = [new_code_cell(each) for each in cells]
    exam.take(cells)
    return exam.notes, [each.outputs[0].evalue if each.outputs else "" for each in cells]


def test_a_cell_gets_what_is_left_and_the_rest_is_not_run(exam, clock):
    notes, said = taken(exam(600), "250", "250", "250", "250")
    assert notes == ["the submission used up its 10 minutes; what is left was not run"]
    assert said[:3] == ["", "", ""] and "used up its 10 minutes" in said[3]
    assert clock.now <= 100 + 600 + 2


def test_restarts_take_of_the_same_budget(exam, clock):
    notes, _ = taken(exam(600), "200", "10 end", "10 end", "10 end")
    assert notes[-1] == "the submission used up its 10 minutes; what is left was not run"
    assert clock.now <= 100 + 600 + 310


def test_what_took_its_time_beside_busy_others_is_told_once(exam, monkeypatch):
    class Starved(run.Candidate):
        def run(self, source):
            self.starved = True
            return super().run(source)

    monkeypatch.setattr(run, "Candidate", Starved)
    first = exam(600)
    first.take([new_code_cell(each) for each in ("300", "10 end", "10")])
    first.close()
    assert first.notes.count(run.STARVED) == 1


@pytest.mark.parametrize(("waited", "told"), [(100, 0), (200, 1)])
def test_a_budget_that_was_spent_waiting_for_a_core_is_told(exam, waited, told, monkeypatch):
    monkeypatch.setattr(run.Candidate, "waited", lambda self: waited)
    first = exam(600)
    first.take([new_code_cell("300")] * 3)
    assert first.notes.count(run.STARVED) == told


@pytest.mark.parametrize(("waited", "starved"), [(0, False), (50, False), (70, True)])
def test_who_waited_long_for_a_core_was_starved(waited, starved, monkeypatch):
    candidate = inside.Candidate(SimpleNamespace(), 300)
    monkeypatch.setattr(candidate, "waited", lambda: 1000 + waited)
    candidate.note_time(300, 1000)
    assert candidate.starved is starved


def test_an_honest_submission_hears_nothing_of_it(exam):
    assert taken(exam(600), *["20"] * 10) == ([], [""] * 10)


def test_all_notebooks_of_a_submission_share_one_and_the_next_has_its_own(clock):
    converter = SimpleNamespace()
    first = budget_of(converter, "ann", 600)
    clock.now += 590
    assert budget_of(converter, "ann", 600) is first and first.of(300) == 10
    clock.now += 20
    assert first.is_spent and first.of(300) == 1
    assert not budget_of(converter, "ben", 600).is_spent
    assert str(Budget(900)) == "the submission used up its 15 minutes"
