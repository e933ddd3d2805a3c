"""A class graded in parallel has the marks of a class graded in series, whatever dies meanwhile."""

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import dask
import psutil
import pytest
from nbgrader.api import Gradebook
from small import small_course

from examiner.authoring.samples import fill_release
from examiner.course import Course, CourseError, environment
from examiner.grading.grade import grade_class
from examiner.grading.record import Record
from examiner.marks.reading import marks_by_cell
from examiner.sandbox.bubblewrap import for_own_notebooks, sandbox_works

pytestmark = pytest.mark.slow

GRADE = """
import sys
from examiner.course import Course, CourseError
from examiner.grading.grade import grade_class
try:
    print(grade_class(Course(sys.argv[1]), unsafe={unsafe}, **{options}).summary())
except CourseError as fault:
    sys.exit(str(fault))
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
    course.submit("ben", fill_release(course, first_tasks=2))
    course.submit("cem", {"ex1.ipynb": wrong["ex1.ipynb"]})
    course.submit("dov", {"Copy of ex1.ipynb": whole["ex1.ipynb"]})
    course.submit("eve", {"ex1.ipynb": "no notebook", "ex3.ipynb": whole["ex3.ipynb"]})
    shutil.copytree(course.root, course.root.with_name("ungraded"))
    course.nbgrader("autograde", *for_own_notebooks())
    return course


@pytest.fixture
def course(in_series, tmp_path):
    """The same class, not graded yet."""
    shutil.copytree(in_series.root.with_name("ungraded"), tmp_path / "course")
    return Course(tmp_path / "course")


def graded(course, **options):
    progress = grade_class(course, quiet=True, unsafe=not sandbox_works(), **options)
    assert [each.error for each in progress.done if each.error] == []
    return sorted(each.student for each in progress.done)


def started(course, **options):
    """The same in a process of its own, which can be killed."""
    script = GRADE.format(unsafe=not sandbox_works(), options=options)
    line = [sys.executable, "-c", script, str(course.root)]
    # Whoever is gone is not waited for as long as a network would deserve.
    surroundings = {**environment(), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s"}
    return subprocess.Popen(
        line, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def marks(course):
    # A server gives its rows in any order.
    return marks_by_cell(course).sort_values(["student", "exercise", "cell"], ignore_index=True)


def test_the_marks_are_those_of_grading_in_series(course, in_series):
    assert graded(course, jobs=2) == ["ada", "ben", "cem", "dov", "eve"]
    assert marks(course).equals(marks(in_series))
    for student in ("ada", "dov"):
        assert course.notebooks("autograded", student)[0].name == "ex1.ipynb"


def test_only_what_is_new_or_changed_is_graded_and_marks_by_hand_stay(course):
    assert graded(course, student="ada") == ["ada"]
    assert graded(course, student="ada") == []
    with Gradebook(course.gradebook_url) as gradebook:
        grade = gradebook.find_grade("answer_feature_levels", "ex1", "hw3", "ada")
        grade.manual_score = 0.5
        gradebook.db.commit()
    course.submit("ada", {"notes.txt": "more"})
    assert graded(course, student="ada") == ["ada"]
    assert graded(course, student="ada", force=True) == ["ada"]
    with Gradebook(course.gradebook_url) as gradebook:
        grade = gradebook.find_grade("answer_feature_levels", "ex1", "hw3", "ada")
        assert grade.manual_score == 0.5


def test_a_killed_grader_goes_on_where_it_stopped(course, in_series):
    for _ in range(2):
        grader = started(course, jobs=2)
        time.sleep(random.uniform(4, 14))
        grader.kill()
        grader.communicate()
    left = graded(course, jobs=1)
    assert marks(course).equals(marks(in_series))
    assert graded(course) == [] and len(left) <= 5
    assert not [p for p in psutil.process_iter(["cmdline"]) if _grades(p, course)]


def _grades(process, course):
    return str(course.root) in (process.info["cmdline"] or [])


def test_killed_workers_and_grading_processes_cost_nobody_a_mark(course, in_series):
    grader = started(course, jobs=2)
    for victim in ("examiner.grading.process", "multiprocessing.spawn"):
        _kill_one(victim, psutil.Process(grader.pid))
    said, _ = grader.communicate(timeout=300)
    assert grader.returncode == 0, said
    assert "Graded 5 of 5" in said
    assert marks(course).equals(marks(in_series))


def _kill_one(victim, grader):
    """Kill a process of the grader's, once there are any, at a random moment."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(psutil.Error):
            children = grader.children(recursive=True)
            victims = [each for each in children if victim in " ".join(each.cmdline())]
            if victims:
                time.sleep(random.uniform(0, 5))
                random.choice(victims).kill()
                return
        time.sleep(0.2)


@contextlib.contextmanager
def dask_cluster(folder):
    """A scheduler and a worker that know nothing of this machine's course folder."""
    address = folder / "scheduler.json"
    address.unlink(missing_ok=True)
    dask = [sys.executable, "-m", "dask"]
    where = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    here = ["--host", "127.0.0.1", "--scheduler-file", str(address), "--port", "0"]
    scheduler = subprocess.Popen([*dask, "scheduler", *here, "--no-dashboard"], **where)
    while not address.exists():
        time.sleep(0.1)
    serve = ["worker", "--scheduler-file", str(address), "--nthreads", "1", "--no-dashboard"]
    worker = subprocess.Popen([*dask, *serve], env=environment(), **where)
    try:
        yield scheduler, json.loads(address.read_text())["address"]
    finally:
        for process in (worker, scheduler):
            process.kill()
            process.wait()


def test_a_killed_scheduler_is_said_and_the_next_call_goes_on(course, in_series, tmp_path):
    with dask_cluster(tmp_path) as (scheduler, address):
        grader = started(course, scheduler=address)
        time.sleep(random.uniform(6, 14))
        scheduler.kill()
        said, _ = grader.communicate(timeout=120)
    assert grader.returncode == 0 or "The scheduler is gone. Call again to go on." in said
    with dask_cluster(tmp_path) as (_, address):
        graded(course, scheduler=address)
    assert marks(course).equals(marks(in_series))


def test_no_scheduler_at_that_address(course):
    soon = dask.config.set({"distributed.comm.timeouts.connect": "1s"})
    with soon, pytest.raises(CourseError, match="No Dask scheduler answers"):
        graded(course, scheduler="tcp://127.0.0.1:9")


def test_two_graders_at_once_are_one_too_many(course):
    with Record(course).alone(), pytest.raises(CourseError, match="being graded by another"):
        graded(course)


def test_what_was_never_released_and_who_never_submitted(course):
    with pytest.raises(CourseError, match="hw9 is not in the gradebook"):
        graded(Course(course.root, "hw9"))
    with pytest.raises(CourseError, match="no submission in submitted/zoe/hw3"):
        graded(course, student="zoe")


@pytest.fixture
def postgresql():
    """A real server, for this test alone."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("there is no PostgreSQL server here (apt-get install postgresql)")
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    # The path of its socket has to be short, and the folder that user's.
    made = subprocess.check_output([*as_user, "mktemp", "-d", "/tmp/postgresql-XXXX"], text=True)
    folder = made.strip()
    data = ["-D", f"{folder}/data"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    initdb = [*as_user, str(programs[-1] / "initdb"), *data]
    subprocess.run([*initdb, "-U", "grader", "-A", "trust"], **quiet)
    control = [*as_user, str(programs[-1] / "pg_ctl"), *data, "-w"]
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    subprocess.run([*control, "-l", f"{folder}/log", "-o", options, "start"], **quiet)
    yield f"postgresql+psycopg://grader@/postgres?host={folder}"
    subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
    shutil.rmtree(folder, ignore_errors=True)


def test_the_gradebook_may_lie_on_a_postgresql_server(course, in_series, postgresql):
    served = Course(course.root, gradebook_url=postgresql)
    served.generate()
    assert len(graded(served, jobs=2)) == 5
    assert marks(served).equals(marks(in_series))
