"""Workers of a real cluster: what kills them is tried again and reported, and nobody else waits."""

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

import dask
import psutil
import pytest
from distributed import LocalCluster
from dying import PATIENCE, Family, kill, wait_for

from examiner.course import KIT, Course, SchedulerError
from examiner.grading import workers as module
from examiner.grading.dispatch import dispatch
from examiner.grading.parcels import Graded, Submission
from examiner.grading.progress import Progress
from examiner.grading.workers import workers_of
from homework.files import replace

pytestmark = pytest.mark.slow


def _stub(submission):
    if submission.student == "breaker":
        os._exit(1)
    told = Path(submission.files["told"])
    if submission.student == "unlucky" and not told.exists():
        replace(told, str(os.getpid()).encode())
        time.sleep(600)
    return Graded(submission.student, {"ex1.ipynb": b""}, [], None, 0.1)


@pytest.fixture(scope="module")
def cluster():
    """Two workers that are processes, as on somebody's cluster; each comes back when it ends."""
    # Else a worker that takes long to come back is given up: not so where nobody made it for us.
    patient = dask.config.set({"distributed.deploy.lost-worker-timeout": f"{PATIENCE} s"})
    here = {"threads_per_worker": 1, "memory_limit": 0, "dashboard_address": "127.0.0.1:0"}
    with patient, LocalCluster(n_workers=2, **here) as cluster:
        family = Family(os.getpid())
        yield cluster
    # Other tests' grading processes stay for the next test, with their folders.
    family.processes, family.folders = family.those("spawn_main"), set()
    assert len(family.processes) == 2
    family.end()


@pytest.fixture
def class_of(cluster, tmp_path):
    """Grade made-up students on the cluster; gives who was saved, and the progress."""

    def call(*names, saved):
        progress = Progress(len(names), quiet=True)
        with workers_of(scheduler=cluster.scheduler_address, insecure=True) as workers:
            dispatch(
                workers,
                lambda each: workers.submit(_stub, each),
                (Submission(name, {"told": str(tmp_path / "pid")}, None) for name in names),
                lambda result, _: saved.append(result.student),
                progress,
            )
        return progress

    return call


@pytest.mark.parametrize(("allowed", "times"), [(1, 2), (3, 4)], ids=["once", "Dask's default"])
def test_a_submission_that_breaks_its_workers_is_reported_and_the_class_goes_on(
    cluster, class_of, allowed, times
):
    cluster.scheduler.allowed_failures = allowed
    names, saved = [f"s{n}" for n in range(20)], []
    progress = class_of("breaker", *names, saved=saved)
    assert sorted(saved) == sorted(names)
    broken = f"Could not be graded:\n  breaker: it ended its worker {times} times"
    assert broken in progress.summary()


def test_a_worker_that_is_killed_costs_nobody_a_mark(class_of, tmp_path):
    names, saved, at_the_kill, killed = [f"s{n}" for n in range(20)], [], [], []

    def kill_the_worker():
        wait_for((tmp_path / "pid").exists)
        worker = psutil.Process(int((tmp_path / "pid").read_text()))
        at_the_kill.extend(saved)
        kill(worker)
        killed.append(worker)

    killer = threading.Thread(target=kill_the_worker)
    killer.start()
    progress = class_of("unlucky", *names, saved=saved)
    killer.join()
    assert killed and len(at_the_kill) < 21 and "unlucky" not in at_the_kill
    assert sorted(saved) == sorted(["unlucky", *names])
    assert not any(each.error for each in progress.done)


def test_a_cluster_without_workers_is_said_and_what_was_saved_stays(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 1)
    monkeypatch.setattr(module, "LOOK", 0.2)
    saved = []
    with (
        LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as empty,
        workers_of(scheduler=empty.scheduler_address, insecure=True) as workers,
        pytest.raises(SchedulerError, match="has had no worker for"),
    ):
        dispatch(
            workers,
            lambda each: workers.submit(_stub, each),
            [Submission("ann", {"told": "/nowhere"}, None)],
            lambda result, _: saved.append(result.student),
            Progress(1, quiet=True),
        )
    assert saved == []


@pytest.mark.parametrize("scheduler", ["tcp://127.0.0.1:1", "127.0.0.1:1", "ucx://10.0.0.1:8786"])
def test_a_scheduler_that_is_open_to_anybody_is_refused_unless_that_is_asked_for(scheduler):
    with pytest.raises(SchedulerError, match="--insecure"), workers_of(scheduler=scheduler):
        pass


def key(folder, name):
    """A key and its certificate, as docs/scale.md makes them; Dask's configuration with them."""
    names = [str(folder / f"{name}-{part}.pem") for part in ("key", "cert")]
    line = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=grading -keyout {} -out {}"
    subprocess.run(line.format(*names).split(), check=True, capture_output=True)
    return {"key": names[0], "cert": names[1]}


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_a_scheduler_with_a_key_takes_who_has_it_and_nobody_else(tmp_path):
    ours, others = key(tmp_path, "ours"), key(tmp_path, "others")

    def configured(client):
        roles = {"scheduler": ours, "worker": ours, "client": client}
        tls = {"tls.ca-file": ours["cert"], **{f"tls.{role}": roles[role] for role in roles}}
        comm = {"require-encryption": True, "timeouts.connect": "5s", **tls}
        return dask.config.set({f"distributed.comm.{name}": comm[name] for name in comm})

    here = {"processes": False, "dashboard_address": None, "host": "127.0.0.1"}
    with configured(ours), LocalCluster(n_workers=1, protocol="tls://", **here) as cluster:
        address = cluster.scheduler_address
        assert address.startswith("tls://")
        with workers_of(scheduler=address) as workers:
            assert workers.result(workers.submit(len, "abc")) == 3
        for client in (dict.fromkeys(ours), others):
            refused = pytest.raises(SchedulerError, match="No Dask scheduler answers at tls://")
            with configured(client), refused, workers_of(scheduler=address):
                pass


def test_a_line_for_each_submission_and_a_summary(capsys):
    progress = Progress(7)
    for number in range(6):
        progress.finished(Graded(f"s{number}", {"ex1.ipynb": b""}, [], None, number))
    progress.finished(Graded("zoe", {}, ["ex1.ipynb is empty"], "there is no notebook", 0))
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("1/7 s0: 0 s, about ")
    assert said[6].startswith("7/7 zoe: not graded: there is no notebook, about 0 s left")
    lines = progress.summary().splitlines()
    assert lines[0].startswith("Graded 6 of 7 in ")
    assert lines[1:3] == ["The slowest:", "  s5: 5 s"]
    assert lines[-4:] == [
        "Worth knowing:",
        "  zoe: ex1.ipynb is empty",
        "Could not be graded:",
        "  zoe: there is no notebook",
    ]
    assert not any(each.files for each in progress.done)
    Progress(1, quiet=True).finished(Graded("ann", {}, [], None, 1))
    assert capsys.readouterr().out == ""


def test_the_kits_own_course_takes_its_gradebook_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("GRADEBOOK_URL", "postgresql+psycopg://grader@server/marks")
    assert Course(KIT).gradebook_url == "postgresql+psycopg://grader@server/marks"
    assert Course(tmp_path).gradebook_url == f"sqlite:///{tmp_path / 'gradebook.db'}"
