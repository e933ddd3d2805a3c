"""JupyterLab as a person meets it: a real server, and a real browser that looks at it."""

import contextlib
import json
import os
import re
import secrets
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

import nbformat

from examiner.course import KIT, environment
from examiner.marking import LABEXTENSIONS

PATIENCE = 120  # seconds; whole notebooks run meanwhile
# All cells are in the page, also those that are out of sight.
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
# It asks the web for nothing, keeps no time for pages out of sight, and takes no shared memory,
# of which a container has little.
BROWSER = [
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--mute-audio",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--no-first-run",
    "--no-default-browser-check",
    "--password-store=basic",
    "--remote-debugging-port=0",
    "about:blank",
]
# What a command promises is kept when all it began is over: cells have run, a file is written.
FOLLOW = """command => {
  const { commandExecuted } = jupyterapp.commands;
  const seen = (_, each) => {
    if (each.id !== command) return;
    commandExecuted.disconnect(seen);
    each.result.then(() => { window.ended = "well" }, fault => { window.ended = String(fault) });
  };
  window.ended = undefined;
  commandExecuted.connect(seen);
}"""


@contextlib.contextmanager
def chromium(program, scratch):
    """A browser without a window that waits for somebody to look through it.

    Parameters
    ----------
    program : str
    scratch : Path
        Where it may keep its own files.

    Yields
    ------
    str
        Its address, for `connect_over_cdp`.
    """
    line = [program, *BROWSER, f"--user-data-dir={scratch / 'profile'}"]
    line += ["--no-sandbox"] if os.getuid() == 0 else []
    said = scratch / "browser.log"
    with _running(line, said) as process:
        pattern = re.compile(r"DevTools listening on (\S+)")
        yield _wait_for(lambda: pattern.search(said.read_text(errors="replace")), process)[1]


class Lab(NamedTuple):
    """A JupyterLab server."""

    address: str
    token: str
    root: Path

    def url(self, path):
        """Where a browser finds something, and may look at it."""
        return f"{self.address}/{path}{'&' if '?' in path else '?'}token={self.token}"

    def answers(self):
        """True as soon as it does."""
        with contextlib.suppress(OSError), self._ask("api/status"):
            return True
        return False

    def end_kernels(self):
        """End them all: each keeps its memory, also when nobody looks at it any more."""
        with self._ask("api/kernels") as answer:
            for each in json.load(answer):
                self._ask(f"api/kernels/{each['id']}", method="DELETE").close()

    def _ask(self, path, **options):
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.address}/{path}", headers=headers, **options)
        return urllib.request.urlopen(request, timeout=PATIENCE)


@contextlib.contextmanager
def configured_for(lab, course):
    """Have a JupyterLab's nbgrader be that of a course, as long as the ``with`` block lasts."""
    config = lab.root / "nbgrader_config.py"
    where = {"root": str(course.root), "db_url": course.gradebook_url}
    lines = [f"c.CourseDirectory.{name} = {value!r}" for name, value in where.items()]
    config.write_text("\n".join([(KIT / config.name).read_text(), *lines]))
    yield course
    config.unlink()


@contextlib.contextmanager
def jupyterlab(root, scratch):
    """A JupyterLab server in a folder.

    Parameters
    ----------
    root, scratch : Path
        Where it starts, and where it may keep its own files.

    Yields
    ------
    Lab
    """
    for name, value in SETTINGS.items():
        path = scratch / "settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value))
    token = secrets.token_hex()
    surroundings = {
        **environment(),
        "FSDD": "embedded",
        "JUPYTER_TOKEN": token,
        "JUPYTER_CONFIG_DIR": str(scratch / "config"),
        "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(scratch / "workspaces"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        # The kit that is tested, whichever is installed.
        "PYTHONPATH": str(KIT),
    }
    line = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    line += ["--port=0", "--expose-app-in-browser"]
    # As jupyter_server_config.py has it, which lies in the course's folder.
    line += ['--ServerApp.jpserver_extensions={"examiner.marking": True}']
    line += [f"--LabApp.extra_labextensions_path={LABEXTENSIONS}"]
    with _running(line, scratch / "server.log", cwd=root, env=surroundings) as server:
        about = scratch / "runtime" / f"jpserver-{server.pid}.json"
        _wait_for(about.exists, server)
        lab = Lab(f"http://127.0.0.1:{_wait_for(lambda: _port(about), server)}", token, root)
        # It says where it will listen before it does.
        _wait_for(lab.answers, server)
        yield lab


def _port(about):
    with contextlib.suppress(ValueError):  # half written
        return json.loads(about.read_text())["port"]


@contextlib.contextmanager
def _running(line, log, **options):
    with log.open("wb") as said:
        process = subprocess.Popen(line, stdout=said, stderr=said, **options)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait_for(what, process):
    """What a program that starts gives when it is ready."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if found := what():
            return found
        time.sleep(0.05)
    raise TimeoutError(f"{process.args} did not start; the status is {process.poll()}")


class OpenNotebook:
    """A notebook in JupyterLab.

    Parameters
    ----------
    page : playwright.sync_api.Page
    lab : Lab
    path : Path
        The notebook's file; it lies in the server's folder.
    """

    def __init__(self, page, lab, path):
        self.page, self.path = page, path
        page.goto(lab.url(f"lab/tree/{path.relative_to(lab.root).as_posix()}?reset"))
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()

    @contextlib.contextmanager
    def _to_its_end(self, command):
        """Do what gives a command, and wait until all that it began is over."""
        self.page.evaluate(FOLLOW, command)
        yield
        ended = self.page.wait_for_function("window.ended").json_value()
        assert ended == "well", f"{command}: {ended}"

    def run_all(self):
        """Choose Run, Run All Cells, and wait for the last output."""
        with self._to_its_end("notebook:run-all-cells"):
            for kind, name in (("MenuBar", "Run"), ("Menu", "Run All Cells")):
                label = self.page.locator(f".lm-{kind}-itemLabel")
                label.filter(has_text=re.compile(f"^{name}$")).click()

    def cell(self, text):
        """The cell that holds a text."""
        return self.page.locator(".jp-Notebook .jp-Cell", has_text=text).first

    def write(self, text, source):
        """Replace a code cell by typing, and run it."""
        self.cell(text).locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)
        self._press_run()

    def run(self, text):
        """Run a cell, and return what it says below itself."""
        self.cell(text).locator(".jp-InputPrompt").click()
        self._press_run()
        return self.said(text)

    def _press_run(self):
        with self._to_its_end("notebook:run-cell-and-select-next"):
            self.page.keyboard.press("Shift+Enter")

    def said(self, text):
        """What a cell that has run says below itself; the page draws it a moment later."""
        area = self.cell(text).locator(".jp-OutputArea")
        area.filter(has_text=re.compile(r"\S")).wait_for()
        return area.inner_text()

    def save(self):
        """Press Ctrl+S, wait until it is done, and read the file.

        JupyterLab ignores Ctrl+S without a word while it still makes the checkpoint of the save
        before, when the file is long written. So the file does not tell when it is over.
        """
        with self._to_its_end("docmanager:save"):
            self.page.keyboard.press("Control+S")
        self.page.locator(".lm-mod-current.jp-mod-dirty").wait_for(state="hidden")
        return nbformat.read(self.path, as_version=4)


def outputs_of(notebook):
    """What each cell says, as text, by cell id."""
    return {
        cell.id: "\n".join(
            output.get("text")
            or output.get("evalue")
            or output.get("data", {}).get("text/html", "")
            for output in cell.outputs
        )
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def violations(page, address=None):
    """What axe finds wrong with a page, by the rules of WCAG A and AA.

    Parameters
    ----------
    page : playwright.sync_api.Page
    address : str, optional
        Where it goes first; else the page is looked at as it is.

    Returns
    -------
    list of str
    """
    from axe_playwright_python.sync_playwright import Axe

    # Formulas are drawn by a script from the web; the pages have to do without it, too.
    page.route("https://**/*", lambda route: route.abort())
    if address:
        page.goto(address)
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": levels}})
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


def wait_until(page, condition, given=None):
    """Wait for a condition on a page whose policy lets nobody evaluate a text inside it.

    Parameters
    ----------
    page : playwright.sync_api.Page
    condition : str
        JavaScript: an expression, or a function of what is given.
    given : object, optional
    """
    until = time.monotonic() + PATIENCE
    while not page.evaluate(condition, given):
        assert time.monotonic() < until, condition
        time.sleep(0.01)


def picture(page, name, **options):
    """Keep a screenshot where the variable SCREENSHOTS names a folder."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", **options)
