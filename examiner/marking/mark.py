"""``python -m examiner mark``: JupyterLab's server with the marking page in front."""

import os
import subprocess
import sys
import webbrowser

from jupyter_server.serverapp import list_running_servers
from jupyter_server.utils import url_path_join

from examiner.course import ASSIGNMENT, KIT, Course, CourseError
from examiner.kit import step
from examiner.marking import LABEXTENSIONS

OPTIONS = {
    "assignment": ASSIGNMENT,
    "--as": {"dest": "name", "help": "who marks; your user's name where it is not said"},
    "--no-browser": {"action": "store_true", "help": "print the address, open nothing"},
}


def mark(assignment=None, name=None, no_browser=False):
    """Serve the marking page of a course on this machine, behind Jupyter's login.

    Parameters
    ----------
    assignment : str, optional
    name : str, optional
        Who marks.
    no_browser : bool

    Raises
    ------
    CourseError
        Where nothing was graded yet.
    """
    course = Course(KIT, assignment)
    page = f"marking/{course.assignment}"
    if not (KIT / "autograded").is_dir():
        raise CourseError(
            f"Nothing is graded yet, so there is nothing to mark: {step('grade')} first."
        )
    running = next(filter(_is_here, list_running_servers()), None)
    if running:
        address = f"{url_path_join(running['url'], page)}?token={running['token']}"
        print(f"Jupyter runs in this folder already: {url_path_join(running['url'], page)}")
        if name:
            print("--as counts for a server that starts with it; here choose who marks in Options.")
        if not no_browser:
            webbrowser.open(address)
        return
    line = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={KIT}"]
    line += ['--ServerApp.jpserver_extensions={"examiner.marking": True}']
    line += [f"--LabApp.extra_labextensions_path={LABEXTENSIONS}", f"--LabApp.default_url=/{page}"]
    line += ["--no-browser"] if no_browser else []
    print(f"Marking {course.assignment}. Ctrl+C ends it; what was marked is saved.")
    surroundings = {**os.environ, **({"MARKER": name} if name else {})}
    code = subprocess.call(line, cwd=KIT, env=surroundings)
    if code not in (0, 130):
        raise CourseError(f"Jupyter ended with {code}; what it said stands above.")


def _is_here(server):
    """A server of this course that serves the page: one that was started in its folder."""
    return os.path.realpath(server["root_dir"]) == os.path.realpath(KIT)
