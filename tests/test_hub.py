"""Two real users and an exchange, as on a JupyterHub: the student's side has nothing of the engine.

What docs/hub.md says is done here: its configuration of a student is the one that is used.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from commands import nbgrader
from small import small_course

from examiner.authoring.samples import fill_release
from examiner.authoring.wheel import student_wheel
from examiner.converting import config_of_the_kit
from examiner.course import KIT, Course
from examiner.grading.grade import grade_class
from examiner.marks.returning.give_back import give_back
from examiner.sandbox.bubblewrap import sandbox_works

pytestmark = pytest.mark.slow

STUDENT = "nobody"
# Of the page for instructors: what a student's nbgrader_config.py says.
CONFIG = re.search(
    r"```python\n(c = get_config.*?)```", (KIT / "docs" / "hub.md").read_text(), re.S
)

# A JupyterLab of the student's, asked for what its Assignment List shows.
ASSIGNMENT_LIST = """
import socket, subprocess, sys, time, urllib.request
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
options = ["--no-browser", f"--port={port}", "--port-retries=0", "--IdentityProvider.token=word"]
lab = subprocess.Popen([sys.executable, "-m", "jupyterlab", *options])
try:
    while lab.poll() is None:
        try:
            address = f"http://127.0.0.1:{port}/assignments?course_id=speech&token=word"
            print("LIST", urllib.request.urlopen(address).read().decode())
            break
        except OSError:
            time.sleep(0.2)
finally:
    lab.terminate()
    lab.wait()
"""


@pytest.fixture
def hub():
    """An exchange that all may use, and a student with an environment of their own."""
    if os.geteuid():
        pytest.skip("it takes root to become another user")
    root = Path("/tmp") / f"hub-{os.getpid()}"  # pytest's own folders are root's alone
    exchange, home, env = root / "exchange", root / "home", root / "env"
    try:
        exchange.mkdir(parents=True)
        exchange.chmod(0o777)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(env)], check=True)
        own = env / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
        # What a student installs besides the wheel: the same packages, and no path to the engine.
        (own / "packages.pth").write_text(sysconfig.get_path("purelib"))
        home.mkdir()
        (home / "nbgrader_config.py").write_text(
            CONFIG[1].replace("/srv/nbgrader/exchange", str(exchange))
        )
        shutil.chown(home, STUDENT)
        yield SimpleNamespace(root=root, exchange=exchange, home=home, env=env, packages=own)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def as_student(hub, *command, fails=False):
    """Run a command as the student; what it said."""
    become = ["setpriv", "--reuid", STUDENT, "--regid", "nogroup", "--clear-groups"]
    surroundings = {
        "HOME": str(hub.home),
        "PATH": f"{hub.env / 'bin'}:/usr/bin:/bin",
        "JUPYTER_CONFIG_PATH": str(Path(sys.prefix) / "etc" / "jupyter"),
        "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"),
        "LANG": "C.UTF-8",
        "FSDD": "embedded",
    }
    done = subprocess.run(
        [*become, str(hub.env / "bin" / "python"), *command],
        cwd=hub.home,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert bool(done.returncode) == fails, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_two_users_go_through_an_exchange(hub, tmp_path, monkeypatch):
    course, place = small_course(tmp_path / "course"), f"--Exchange.root={hub.exchange}"
    with zipfile.ZipFile(student_wheel(Course(KIT, "hw3"), tmp_path)) as wheel:
        wheel.extractall(hub.packages)
    assert "No module named 'examiner'" in as_student(hub, "-c", "import examiner", fails=True)
    monkeypatch.setitem(config_of_the_kit().Exchange, "root", str(hub.exchange))

    nbgrader(course, "release_assignment", place)
    said = as_student(hub, "-c", ASSIGNMENT_LIST)
    found = json.loads(said.split("LIST ", 1)[1].splitlines()[0])
    assert found["success"]
    assert [(e["assignment_id"], e["status"]) for e in found["value"]] == [("hw3", "released")]

    as_student(hub, "-m", "nbgrader", "fetch_assignment", "hw3")
    book = fill_release(course)["ex1.ipynb"]
    as_student(hub, "-c", f"open('hw3/ex1.ipynb', 'w').write({book!r})")
    said = as_student(hub, "-m", "nbgrader", "validate", "hw3/ex1.ipynb")
    assert "Success! Your notebook passes all the tests." in said
    as_student(hub, "-m", "nbgrader", "submit", "hw3")

    nbgrader(course, "collect", place)
    assert (course.folder("submitted", STUDENT) / "ex1.ipynb").read_text() == book
    # Another came by the platform: there is no place for feedback in the exchange.
    course.submit("ada", {"ex1.ipynb": book})
    progress = grade_class(course, quiet=True, unsafe=not sandbox_works())
    assert not any(each.error for each in progress.done)
    lines = give_back(course, partial=True)
    assert "Released the feedback in the exchange" in lines
    assert [e for e in lines if "ada: did not hand in by the exchange" in e]

    as_student(hub, "-m", "nbgrader", "fetch_feedback", "hw3")
    (page,) = hub.home.glob("hw3/feedback/*/ex1.html")
    assert "points" in page.read_text()
