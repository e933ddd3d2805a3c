"""Dispatching, progress and grading processes, with tasks that take no time and grade nothing."""

import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import psutil
import pytest
from distributed.client import FutureCancelledError
from distributed.scheduler import KilledWorker
from dying import Family, kill, read_until, start, wait_for

from examiner.course import CourseError
from examiner.grading import dispatch as module
from examiner.grading import process as processes
from examiner.grading.dispatch import dispatch
from examiner.grading.grade import STARVED, _starved
from examiner.grading.parcels import Graded, Submission
from examiner.grading.process import GradingProcess, grade_apart
from examiner.grading.progress import Progress
from examiner.grading.workers import GONE, workers_of
from examiner.grading.workers import Cluster as Workers


class Cluster:
    """A client, and what it knows of its workers; futures come back as a test says.

    Parameters
    ----------
    workers : list of int
        How many there are, each time somebody asks; then always the last.
    outcomes : dict
        By student: what a future raises.
    last_first : bool
        Of those that are running, the one that was sent last comes back first.
    """

    def __init__(self, workers, outcomes=(), last_first=False):
        self.numbers = list(workers)
        self.seen = time.monotonic()
        self.outcomes = dict(outcomes)
        self.last_first = last_first
        self.sent, self.running, self.most = [], [], []

    # What a cluster knows of its workers, and how it tells of what went wrong.
    client = property(lambda cluster: cluster)
    count = Workers.workers
    result = Workers.result

    def workers_now(self):
        self.now = self.numbers.pop(0) if len(self.numbers) > 1 else self.numbers[0]
        return self.now

    def scheduler_info(self, n_workers):
        assert n_workers == -1  # all of them, and not the first five
        number = self.workers_now()
        return {} if number is None else {"workers": dict.fromkeys(range(number))}

    def workers(self):
        return self.count()

    def send(self, submission):
        self.sent.append(submission.student)
        outcome = self.outcomes.get(submission.student)

        def result():
            if isinstance(outcome, Graded):
                return outcome
            if outcome is not None:
                raise outcome
            return Graded(submission.student, {"ex1.ipynb": b""}, [], None, 0)

        future = SimpleNamespace(key=submission.student, result=result)
        future.add_done_callback = lambda _: self.add(future)
        return future

    def add(self, future):
        self.running.append(future)
        self.most.append((len(self.running), self.now))

    def completed(self):
        return self.running.pop(-1 if self.last_first else 0)


@pytest.fixture
def dispatched(monkeypatch):
    """Dispatch names on a made-up cluster; what was saved, what failed, and the progress."""

    def call(cluster, names, save=None):
        monkeypatch.setattr(module, "completed", lambda *_: cluster.completed())
        call.saved, call.failed = [], []
        call.progress = Progress(len(names), quiet=True)
        dispatch(
            cluster,
            cluster.send,
            (Submission(name, {}, None, [f"a note of {name}"]) for name in names),
            save or (lambda graded, submission: call.saved.append(submission.student)),
            call.progress,
            lambda graded, _: call.failed.append(graded),
        )
        return call

    return call


def test_results_are_saved_as_they_come_back_and_not_as_they_were_sent(dispatched):
    cluster = Cluster([2], last_first=True)
    assert dispatched(cluster, "abcd").saved == ["b", "c", "d", "a"]
    assert cluster.sent == ["a", "b", "c", "d"]


def test_as_many_are_under_way_as_there_are_workers_so_nobody_waits_at_one_that_dies(dispatched):
    cluster = Cluster([3, 3, 3, 3, 1, 1, 1, 1, 2, 2])
    assert sorted(dispatched(cluster, "abcdefgh").saved) == list("abcdefgh")
    assert all(running <= workers for running, workers in cluster.most)
    assert max(cluster.most) == (3, 3)


def test_where_no_worker_is_there_yet_one_waits_for_the_first(dispatched):
    cluster = Cluster([0])
    assert dispatched(cluster, "abc").saved == ["a", "b", "c"]
    assert {running for running, _ in cluster.most} == {1}


def test_who_is_saved_has_a_successor_at_the_worker_already(dispatched):
    cluster, sent = Cluster([1]), []
    dispatched(cluster, "abc", save=lambda *_: sent.append(list(cluster.sent)))
    assert sent == [["a", "b"], ["a", "b", "c"], ["a", "b", "c"]]


def test_what_could_be_graded_of_a_submission_is_saved_and_the_rest_is_told(dispatched):
    part = Graded("b", {"ex2.ipynb": b""}, [], "ex1: cannot be graded (ValueError: bad)", 0)
    none = Graded("c", {}, [], "there is no notebook to grade", 0)
    done = dispatched(Cluster([2], {"b": part, "c": none}), "abc")
    assert done.saved == ["a", "b"] and [each.student for each in done.failed] == ["c"]
    assert "b: ex1: cannot be graded (ValueError: bad)" in done.progress.summary()


def test_a_task_that_fails_or_kills_its_workers_is_told_and_the_class_goes_on(dispatched):
    killed = KilledWorker("key", SimpleNamespace(address="tcp://1"), 3)
    cluster = Cluster([2], {"b": ValueError("no marks"), "c": killed})
    done = dispatched(cluster, "abcd")
    assert done.saved == ["a", "d"]
    assert [(each.student, each.error) for each in done.failed] == [
        ("b", "ValueError: no marks"),
        ("c", "it ended its worker 4 times"),
    ]
    assert [each.notes for each in done.failed] == [["a note of b"], ["a note of c"]]
    assert [each.student for each in done.progress.done] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "cluster",
    [
        Cluster([1], {"b": FutureCancelledError("key", "scheduler-connection-lost")}),
        Cluster([1, 1, 1, 1, None]),
    ],
    ids=["in a task", "between tasks"],
)
def test_a_scheduler_that_goes_is_said_and_what_was_saved_stays_saved(dispatched, cluster):
    with pytest.raises(CourseError, match=GONE):
        dispatched(cluster, "abc")
    assert dispatched.saved == ["a"] and not dispatched.failed


def test_marks_that_cannot_be_saved_stop_the_class(dispatched):
    def save(graded, submission):
        raise CourseError("the disk is full")

    with pytest.raises(CourseError, match="full"):
        dispatched(Cluster([1]), "abc", save)
    assert not dispatched.progress.done


def _stub(submission):
    if submission.student == "s7":
        raise RuntimeError("broken")
    return Graded(submission.student, {"ex1.ipynb": b""}, [], None, 0)


def ports():
    return [each.laddr for each in psutil.Process().net_connections("inet")]


def test_local_workers_are_threads_without_a_port_and_one_that_fails_fails_alone():
    names, saved, failed, before = [f"s{n}" for n in range(40)], [], [], set(ports())
    with workers_of(2) as workers:
        assert not set(ports()) - before
        dispatch(
            workers,
            lambda each: workers.submit(_stub, each),
            (Submission(name, {}, None) for name in names),
            lambda graded, _: saved.append(graded.student),
            Progress(40, quiet=True),
            lambda graded, _: failed.append(graded),
        )
    assert sorted([*saved, "s7"]) == sorted(names)
    assert [(each.student, each.error) for each in failed] == [("s7", "RuntimeError: broken")]


def test_who_ran_out_of_time_beside_others_is_graded_again_and_counts_once(capsys):
    progress = Progress(3)
    for name, notes in {"ann": ["a note"], "ben": [f"ex1: {STARVED}"], "zoe": []}.items():
        progress.finished(Graded(name, {}, notes, None, 1))
    assert _starved(progress) == ["ben"]
    progress.again("ben").finished(Graded("ben", {}, [], None, 1))
    assert [each.student for each in progress.done] == ["ann", "zoe", "ben"]
    assert _starved(progress) == [] and progress.summary().startswith("Graded 3 of 3")
    assert "ben: ran out of time beside the others, and is graded again" in capsys.readouterr().out


# Stands for the program of a grading process: it does what the assignment says.
CHILD = """
import os, signal, sys, time
from multiprocessing.connection import Connection
log, line = sys.argv[1], Connection(int(sys.argv[2]))
while True:
    what = line.recv()[0]
    with open(log, "a+") as file:
        print(os.getpid(), file=file, flush=True)
        file.seek(0)
        asked = len(file.readlines())
    if what == "die" or (what == "die at first" and asked == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "wait" or (what == "wait at first" and asked == 1):
        time.sleep(600)
    failed = ("failed", "ValueError: no marks")
    line.send(failed if what == "fail" else ("graded", (os.getpid(), os.environ.get("FSDD"))))
"""
ANN = SimpleNamespace(student="ann", notes=["a note"])


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """The ids of the processes that were asked to grade; none of them is left afterwards."""
    log = tmp_path / "asked"
    monkeypatch.setattr(GradingProcess, "command", (sys.executable, "-c", CHILD, str(log)))
    monkeypatch.setattr(processes, "_idle", [])
    yield lambda: [int(pid) for pid in log.read_text().split()] if log.exists() else []
    for each in processes._idle:
        each.close()
    assert not any(map(psutil.pid_exists, map(int, log.read_text().split())))


def test_a_grading_process_stays_for_the_next_submission(asked):
    first, second = grade_apart("", ANN), grade_apart("", ANN)
    assert first == second and asked() == [first[0]] * 2


def test_two_at_once_have_a_process_each(asked):
    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(grade_apart, "wait at first", ANN)
        first = wait_for(asked)[0]
        quick = grade_apart("", ANN)[0]
        kill(psutil.Process(first))
        third = slow.result()[0]
    assert asked() == [first, quick, third] and len({first, quick, third}) == 3
    assert len(processes._idle) == 2


def test_a_grading_process_that_ends_is_tried_once_more(asked):
    pid, _ = grade_apart("die at first", ANN)
    assert len(set(asked())) == 2 and asked()[1] == pid


def test_who_ends_two_grading_processes_is_reported_and_the_next_has_a_new_one(asked):
    result = grade_apart("die", ANN)
    assert result.error == "it ended the process that graded it" and not result.files
    assert result.student == "ann" and result.notes == ["a note"]
    assert len(set(asked())) == 2
    assert grade_apart("", ANN)[0] not in asked()[:2]


def test_a_grading_process_that_dies_while_nobody_needs_it_costs_nobody_a_mark(asked):
    first, _ = grade_apart("", ANN)
    kill(psutil.Process(first))
    second, _ = grade_apart("", ANN)
    assert second != first and asked() == [first, second]


def test_an_error_in_a_grading_process_is_told_and_the_process_stays(asked):
    assert grade_apart("fail", ANN).error == "ValueError: no marks"
    assert len(asked()) == 2 and len({*asked(), grade_apart("", ANN)[0]}) == 1


def test_a_submission_that_takes_too_long_is_ended(asked):
    process = GradingProcess(limit=2)
    grading = threading.Thread(target=wait_for, args=[asked])
    grading.start()
    with pytest.raises(EOFError, match=r"more than 2 s"):
        process.grade("wait")
    grading.join()
    assert process.process is None and not psutil.pid_exists(asked()[0])


def test_a_submission_that_takes_too_long_is_not_tried_again(asked, monkeypatch):
    monkeypatch.setattr(processes, "GradingProcess", lambda: GradingProcess(limit=1))
    result = grade_apart("wait", ANN)
    assert result.error == "it took more than 1 s" and len(asked()) == 1


@pytest.mark.slow
def test_who_stops_the_grader_does_not_wait_for_what_is_under_way():
    """Threads that are no daemons hold a program until their task has ended."""
    program = (
        "import sys, time; from examiner.grading.workers import workers_of\n"
        "with workers_of(1) as workers:\n"
        "    workers.submit(time.sleep, 600); time.sleep(0.3); sys.exit(3)"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 3


@pytest.mark.slow
def test_one_machine_needs_no_dask():
    program = "import sys, examiner.grading.grade as g; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0


def test_whoever_chooses_other_recordings_gets_another_grading_process(asked, monkeypatch):
    monkeypatch.setenv("FSDD", "embedded")
    first = grade_apart("", ANN)
    monkeypatch.setenv("FSDD", "/elsewhere")
    second = grade_apart("", ANN)
    assert (first[1], second[1]) == ("embedded", "/elsewhere")
    monkeypatch.setenv("FSDD", "embedded")
    assert grade_apart("", ANN)[0] == first[0] != second[0]


# A worker whose grading process, with the kit's own loop, grades by a made-up function.
WORKER = """
import sys
from types import SimpleNamespace
from examiner.grading.process import GradingProcess, grade_apart
GradingProcess.command = (sys.executable, "-c", sys.argv[1], sys.argv[2])
for what in ("go", sys.argv[3]):
    print(grade_apart(what, SimpleNamespace(student="ann", notes=[])), flush=True)
sys.stdin.read()
"""
SERVE = """
import pathlib, sys, tempfile, time, types
from multiprocessing.connection import Connection
place = pathlib.Path(sys.argv[1])
def grade(what, *rest):
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        if what == "wait":
            place.joinpath("waits").touch()
            time.sleep(600)
    return what
sys.modules["examiner.grading.single"] = types.SimpleNamespace(grade=grade)
from examiner.grading.process import serve
serve(Connection(int(sys.argv[2])))
"""


@pytest.mark.slow
@pytest.mark.parametrize("last", ["go", "wait"])
@pytest.mark.parametrize("victim", ["the worker", "the grading process"])
def test_a_grading_process_ends_with_its_worker_and_its_folders_go_with_it(tmp_path, last, victim):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    worker = start(WORKER, SERVE, tmp_path, last, TMPDIR=str(scratch))
    read_until(worker, "go")
    if last == "go":
        read_until(worker, "go")
    else:
        wait_for((tmp_path / "waits").exists)
    # Stopped: it would start another one.
    worker.send_signal(signal.SIGSTOP)
    try:
        family = Family(worker.pid)
        (child,) = family.those("-c " + SERVE)
        assert len(list(scratch.iterdir())) == 1
        assert bool(list(scratch.glob("*/grading-*"))) == (last == "wait")
        kill(worker if victim == "the worker" else child)
        family.end()
        assert list(scratch.iterdir()) == []
    finally:
        worker.kill()
