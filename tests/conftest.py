"""What the tests share: the recordings, and classes graded by real nbgrader."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from browsing import PATIENCE, chromium, jupyterlab
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import select_figure_formats
from small import full_course
from traitlets.config import Config

from examiner.authoring.release import submit_both_ends
from examiner.authoring.samples import fill_release, sample_class
from examiner.course import Course
from examiner.grading.grade import grade_samples
from homework.submit.browser import find_browser

pytest_plugins = ["gates", "pytester"]

NOISY_PREEMPHASIS = """
import logging, sys, warnings

logging.basicConfig()


def preemphasis(signal, coeff=0.95):
    print("filtering")
    print("50 %", file=sys.stderr)
    warnings.warn("this may be loud")
    logging.warning("still filtering")
    return np.append(signal[0], signal[1:] - coeff * signal[:-1])
"""


@pytest.fixture(scope="session")
def fsdd():
    """The real recordings, as `FSDD` names them."""
    source = os.environ.get("FSDD", "")
    if not source or not Path(source).exists():
        pytest.skip("set FSDD to the FSDD 1.0.10 archive or folder")
    return str(Path(source).absolute())


@pytest.fixture
def on_fsdd(fsdd, monkeypatch):
    monkeypatch.setenv("FSDD", fsdd)


@pytest.fixture
def on_embedded(monkeypatch):
    monkeypatch.setenv("FSDD", "embedded")


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """The address of the one browser of the whole run: the one that is installed."""
    pytest.importorskip("playwright.sync_api")
    program = find_browser()
    if program is None:
        pytest.skip("there is no Chrome or Chromium here (apt-get install chromium)")
    with chromium(program, tmp_path_factory.mktemp("browser")) as address:
        yield address


@pytest.fixture
def page(browser):
    """An empty page, as wide as a laptop, of somebody who was never here before."""
    from playwright.sync_api import sync_playwright

    # Anew for each test: between its calls it holds the event loop that nbgrader needs.
    with sync_playwright() as playwright:
        context = playwright.chromium.connect_over_cdp(browser).new_context(
            viewport={"width": 1280, "height": 900}
        )
        context.set_default_timeout(PATIENCE * 1000)
        yield context.new_page()
        context.close()


@pytest.fixture(scope="session")
def lab(browser, tmp_path_factory):
    """The one JupyterLab of the whole run; each test has a folder of its own in its folder."""
    with jupyterlab(tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("server")) as lab:
        yield lab


@pytest.fixture
def shell():
    """A shell that turns figures into png, as a notebook's does."""
    config = Config({"HistoryManager": {"enabled": False}})
    shell = InteractiveShell.instance(config=config)
    select_figure_formats(shell, {"png"})
    yield shell
    InteractiveShell.clear_instance()


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """A course folder of its own, with the release built from the kit's source."""
    return full_course(tmp_path_factory.mktemp("released") / "course")


@pytest.fixture(scope="session")
def graded_on_embedded(tmp_path_factory):
    """The instructor, the untouched release, the sample class, and one whose code is loud."""
    return _once(tmp_path_factory, "embedded", lambda root: _graded(root, "embedded", True))


@pytest.fixture(scope="session")
def graded_on_fsdd(tmp_path_factory, fsdd):
    """The instructor and the untouched release on the real recordings."""
    return _once(tmp_path_factory, "fsdd", lambda root: _graded(root, fsdd, False))


def _once(tmp_path_factory, name, make):
    """A course that the processes of a run share: the first makes it, the others wait for it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    root = shared / name
    with open(shared / f"{name}.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not root.exists():
            make(root.with_name(f"{name}.part"))
            root.with_name(f"{name}.part").rename(root)
    return Course(root)


def _graded(root, corpus, whole_class):
    course = full_course(root)
    submit_both_ends(course)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FSDD", corpus)
        if whole_class:
            for student, notebooks in sample_class(course).items():
                course.submit(student, notebooks)
            noisy = fill_release(
                course,
                skip={"ex2.ipynb", "ex3.ipynb"},
                first_tasks=3,
                replace={"preemphasis": NOISY_PREEMPHASIS},
            )
            course.submit("noisy", noisy)
        grade_samples(course)
        if whole_class:
            course.feedback()


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
