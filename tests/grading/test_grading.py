"""A class graded in parallel has the marks of a class graded in series, whatever dies meanwhile."""

import contextlib
import dataclasses
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import dask
import pytest
from dying import Family, kill, read_until, start, wait_for
from nbgrader.api import Gradebook
from small import small_course

from examiner.authoring.samples import fill_release
from examiner.course import Course, CourseError, environment
from examiner.grading import grade as module
from examiner.grading.grade import grade_class
from examiner.grading.record import Record
from examiner.grading.remembered import Remembered
from examiner.grading.workers import GONE
from examiner.marks.reading import marks_by_cell
from examiner.sandbox.bubblewrap import for_own_notebooks, sandbox_works

pytestmark = pytest.mark.slow

CLASS = ["ada", "ben", "cem", "dov", "eve"]
GRADE = """
import sys
from examiner.course import Course, CourseError
from examiner.grading import grade
try:
    print(grade.grade_class(Course(sys.argv[1]), unsafe={unsafe}, **{options}).summary())
except CourseError as fault:
    sys.exit(str(fault))
"""
# Grades by what was graded before, and ends where it is about to do this for that student.
DYING = """
import os, signal, sys
from examiner.course import Course
from examiner.grading import grade, record, remembered
from test_grading import as_before
grade.grade_apart = as_before
def end_before(place, name, who):
    genuine = getattr(place, name)
    def deadly(*given, **more):
        if sys.argv[2] == name and sys.argv[3] == who(given):
            os.kill(os.getpid(), signal.SIGKILL)
        return genuine(*given, **more)
    setattr(place, name, deadly)
end_before(record, "convert", lambda given: given[3])
end_before(remembered.Remembered, "write", lambda given: given[1])
grade.grade_class(Course(sys.argv[1]), jobs=1, unsafe=True)
"""


@pytest.fixture(scope="module", autouse=True)
def embedded():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FSDD", "embedded")
        yield


@pytest.fixture(scope="module")
def in_series(tmp_path_factory):
    """A small class, graded by ``nbgrader autograde``, one after the other."""
    course = small_course(tmp_path_factory.mktemp("series") / "course")
    whole = fill_release(course)
    wrong = fill_release(course, replace={"preemphasis": "def preemphasis(*_):\n    return [1]"})
    course.submit("ada", whole)
    course.submit("ben", {"ex1.ipynb": fill_release(course, first_tasks=2)["ex1.ipynb"]})
    course.submit("cem", {"ex1.ipynb": wrong["ex1.ipynb"]})
    course.submit("dov", {"Copy of ex1.ipynb": whole["ex1.ipynb"]})
    course.submit("eve", {"ex1.ipynb": "no notebook", "ex3.ipynb": whole["ex3.ipynb"]})
    shutil.copytree(course.root, course.root.with_name("ungraded"))
    course.nbgrader("autograde", *for_own_notebooks())
    return course


@pytest.fixture(scope="module")
def in_parallel(in_series, tmp_path_factory):
    """The same class, graded by the kit; its results are kept for tests that grade nothing."""
    course = _copy(in_series, tmp_path_factory.mktemp("parallel") / "course")
    results, genuine = {}, Record.save

    def save(record, graded, *more):
        results[graded.student] = graded
        genuine(record, graded, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "save", save)
        assert graded(course, jobs=2) == CLASS
    kept = course.root.with_name("results")
    kept.write_bytes(pickle.dumps(results))
    return course, kept


@pytest.fixture
def course(in_series, tmp_path):
    """The same class, not graded yet."""
    return _copy(in_series, tmp_path / "course")


@pytest.fixture
def made_up(in_parallel, course, monkeypatch):
    """A course of nobody; ``{"ex1.ipynb": "ada"}`` gets in no time what ada's submission got."""
    shutil.rmtree(course.root / "submitted")
    monkeypatch.setattr(module, "grade_apart", as_before)
    monkeypatch.setenv("RESULTS", str(in_parallel[1]))
    return course


def as_before(assignment, submission, *how):
    """The task, without its work."""
    results = pickle.loads(Path(os.environ["RESULTS"]).read_bytes())
    result = results[submission.files["ex1.ipynb"].decode()]
    return dataclasses.replace(result, student=submission.student)


def _copy(in_series, root):
    shutil.copytree(in_series.root.with_name("ungraded"), root)
    return Course(root)


def graded(course, **options):
    progress = grade_class(course, quiet=True, unsafe=not sandbox_works(), **options)
    assert [each.error for each in progress.done if each.error] == []
    return sorted(each.student for each in progress.done)


def started(course, scratch, **options):
    """The same in a process of its own, which can be killed."""
    scratch.mkdir()
    script = GRADE.format(unsafe=not sandbox_works(), options=options)
    # Whoever is gone is not waited for as long as a network would deserve.
    soon = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s"}
    return start(script, course.root, TMPDIR=str(scratch), **soon)


def recorded(course):
    return sorted(path.parent.name for path in course.root.glob("autograded/*/hw3.graded"))


def marks(course, *students):
    table = marks_by_cell(course)
    if students:
        table = table[table["student"].isin(students)]
    # A server gives its rows in any order.
    return table.sort_values(["student", "exercise", "cell"], ignore_index=True)


def marks_like(course, student):
    """A student's marks without the name."""
    return marks(course, student).drop(columns="student")


def test_the_marks_are_those_of_grading_in_series(in_parallel, in_series):
    course, _ = in_parallel
    assert marks(course).equals(marks(in_series))
    assert recorded(course) == CLASS
    for student in ("ada", "dov"):
        assert course.notebooks("autograded", student)[0].name == "ex1.ipynb"


def test_only_what_is_new_or_changed_is_graded_and_marks_by_hand_stay(made_up):
    made_up.submit("ada", {"ex1.ipynb": "ada"})
    assert graded(made_up) == ["ada"]
    assert graded(made_up, student="ada") == []
    with Gradebook(made_up.gradebook_url) as gradebook:
        grade = gradebook.find_grade("answer_feature_levels", "ex1", "hw3", "ada")
        grade.manual_score = 0.5
        gradebook.db.commit()
    made_up.submit("ada", {"notes.txt": "more"})
    made_up.submit("ben", {"ex1.ipynb": "ben"})
    assert graded(made_up, student="ada") == ["ada"]
    assert graded(made_up, student="ada", force=True) == ["ada"]
    assert graded(made_up) == ["ben"]
    with Gradebook(made_up.gradebook_url) as gradebook:
        grade = gradebook.find_grade("answer_feature_levels", "ex1", "hw3", "ada")
        assert grade.manual_score == 0.5


def test_a_killed_grader_goes_on_where_it_stopped_and_leaves_no_process(
    course, in_series, tmp_path
):
    grader = started(course, tmp_path / "scratch", jobs=2)
    read_until(grader, "1/5 ")
    grader.send_signal(signal.SIGSTOP)
    family = Family(grader.pid)
    grading = list((tmp_path / "scratch").glob("exam-*/grading-*"))
    kill(grader)
    assert len(family.those("examiner.grading.process")) == 2 and family.folders and grading
    done = recorded(course)
    assert 0 < len(done) < 5
    family.end()
    assert not list((tmp_path / "scratch").glob("exam-*"))
    assert graded(course, jobs=2) == sorted(set(CLASS) - set(done))
    assert marks(course).equals(marks(in_series))
    assert graded(course) == []


def test_a_grader_that_dies_while_it_saves_never_takes_old_marks_for_new_ones(made_up, in_series):
    def class_hands_in(what, *names):
        for name in names:
            made_up.submit(name, {"ex1.ipynb": what})

    def digests():
        return {name: note["digest"] for name, note in Remembered(made_up).all().items()}

    class_hands_in("ben", "s1", "s2", "s3")
    assert graded(made_up) == ["s1", "s2", "s3"]
    before = digests()
    class_hands_in("ada", "s1", "s2", "s3")
    dying = start(DYING, made_up.root, "convert", "s2")
    assert dying.wait() == -signal.SIGKILL, dying.stdout.read()
    assert digests().keys() == {"s1", "s3"} and digests()["s1"] != before["s1"]
    assert marks_like(made_up, "s2").equals(marks_like(in_series, "ben"))
    dying = start(DYING, made_up.root, "write", "s2")
    assert dying.wait() == -signal.SIGKILL, dying.stdout.read()
    assert digests().keys() == {"s1", "s3"} and digests()["s3"] == before["s3"]
    assert marks_like(made_up, "s2").equals(marks_like(in_series, "ada"))
    # What s2 had handed in first, and what its marks no longer belong to.
    class_hands_in("ben", "s2")
    assert graded(made_up) == ["s2", "s3"]
    for name, like in (("s1", "ada"), ("s2", "ben"), ("s3", "ada")):
        assert marks_like(made_up, name).equals(marks_like(in_series, like)), name


@contextlib.contextmanager
def dask_cluster(folder):
    """A scheduler and a worker that know nothing of this machine's course folder."""
    address = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    where = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    here = ["--host", "127.0.0.1", "--scheduler-file", str(address), "--port", "0"]
    scheduler = subprocess.Popen([*dask, "scheduler", *here, "--no-dashboard"], **where)
    wait_for(address.exists)
    serve = ["worker", "--scheduler-file", str(address), "--nthreads", "1", "--no-dashboard"]
    worker = subprocess.Popen([*dask, *serve, "--host", "127.0.0.1"], env=environment(), **where)
    try:
        yield scheduler, worker, json.loads(address.read_text())["address"]
    finally:
        family = Family(worker.pid)
        for process in (worker, scheduler):
            process.kill()
            process.wait()
        family.end()


def test_what_dies_of_a_cluster_costs_nobody_a_mark_and_the_next_call_goes_on(
    course, in_series, tmp_path
):
    with dask_cluster(tmp_path) as (scheduler, worker, address):
        grader = started(course, tmp_path / "scratch", scheduler=address, insecure=True)
        said = read_until(grader, "1/5 ")
        (victim,) = Family(worker.pid).those("examiner.grading.process")
        kill(victim)
        assert len(recorded(course)) == 1
        said += read_until(grader, "2/5 ")
        assert "not graded" not in said
        (another,) = Family(worker.pid).those("examiner.grading.process")
        assert another != victim
        kill(scheduler)
        said, _ = grader.communicate()
    assert grader.returncode == 1 and GONE in said and "not graded" not in said
    done = recorded(course)
    assert 2 <= len(done) < 5
    assert graded(course, jobs=2) == sorted(set(CLASS) - set(done))
    assert marks(course).equals(marks(in_series))


def test_no_scheduler_at_that_address(course):
    soon = dask.config.set({"distributed.comm.timeouts.connect": "1s"})
    with soon, pytest.raises(CourseError, match="No Dask scheduler answers"):
        graded(course, scheduler="tcp://127.0.0.1:9", insecure=True)


def test_two_graders_at_once_are_one_too_many(course):
    with Record(course).alone(), pytest.raises(CourseError, match="being graded by another"):
        graded(course)


def test_what_was_never_released_and_who_never_submitted(course):
    with pytest.raises(CourseError, match="hw9 is not in the gradebook"):
        graded(Course(course.root, "hw9"))
    with pytest.raises(CourseError, match="no submission in submitted/zoe/hw3"):
        graded(course, student="zoe")


def test_the_gradebook_may_lie_on_a_postgresql_server(made_up, in_series, postgresql):
    served = Course(made_up.root, gradebook_url=postgresql)
    served.generate()
    for name in CLASS:
        served.submit(name, {"ex1.ipynb": name})
    assert graded(served, jobs=2) == CLASS
    assert marks(served).equals(marks(in_series))
    assert graded(served) == []
