"""JupyterLab as a person meets it: a real server, and a real browser that looks at it."""

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat

from examiner.course import environment

PATIENCE = 120_000  # milliseconds; whole notebooks run meanwhile
# All cells are in the page, also those that are out of sight.
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


@contextlib.contextmanager
def jupyterlab(folder, scratch, **variables):
    """A JupyterLab server in a folder.

    Parameters
    ----------
    folder, scratch : Path
        Where it starts, and where it may keep its own files.
    **variables
        Of its environment.

    Yields
    ------
    str
        Its address.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name, value in SETTINGS.items():
        path = scratch / "settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value))
    surroundings = {
        **environment(),
        "FSDD": "embedded",
        "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(scratch / "workspaces"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        **variables,
    }
    line = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    line += ["--IdentityProvider.token=", "--ServerApp.port_retries=0", "--ip=127.0.0.1"]
    with (scratch / "server.log").open("wb") as log:
        server = subprocess.Popen(line, cwd=folder, env=surroundings, stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/status")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(address):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5)
            return
        time.sleep(0.2)
    raise TimeoutError(address)


class OpenNotebook:
    """A notebook in JupyterLab.

    Parameters
    ----------
    page : playwright.sync_api.Page
    address : str
        The server's.
    path : Path
        The notebook's file; it lies in the server's folder.
    """

    def __init__(self, page, address, path):
        self.page, self.path = page, path
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/lab/tree/{path.name}?reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()

    def menu(self, *names):
        """Choose from the menu bar."""
        self.page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{names[0]}$")).click()
        for name in names[1:]:
            self.page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{name}$")).click()

    def run_all(self):
        """Choose Run, Run All Cells, and wait for the last output."""
        self.menu("Run", "Run All Cells")
        self.wait_until_idle()

    def wait_until_idle(self):
        indicator = self.page.locator(".jp-Notebook-ExecutionIndicator")
        with contextlib.suppress(Exception):
            self.page.wait_for_selector(
                '.jp-Notebook-ExecutionIndicator[data-status="busy"]', timeout=2000
            )
        self.page.wait_for_function(
            "e => e.dataset.status === 'idle'", arg=indicator.element_handle(), timeout=PATIENCE
        )

    def cell(self, text):
        """The cell that holds a text."""
        return self.page.locator(".jp-Notebook .jp-Cell", has_text=text).first

    def write(self, text, source):
        """Replace a code cell by typing, and run it."""
        editor = self.cell(text).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Shift+Enter")
        self.wait_until_idle()

    def run(self, text):
        """Run a cell, and return what it says below itself."""
        cell = self.cell(text)
        cell.locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Shift+Enter")
        self.wait_until_idle()
        return cell.locator(".jp-OutputArea").inner_text()

    def save(self):
        """Press Ctrl+S, wait until the file is written, and read it."""
        before, beside = self.path.stat().st_mtime_ns, self.path.with_name(f".~{self.path.name}")
        self.page.keyboard.press("Control+S")
        until = time.monotonic() + 20
        while beside.exists() or self.path.stat().st_mtime_ns == before:
            assert time.monotonic() < until, f"{self.path.name} was not saved"
            time.sleep(0.1)
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


def violations(page, address):
    """What axe finds wrong with a page, by the rules of WCAG A and AA.

    Returns
    -------
    list of str
    """
    from axe_playwright_python.sync_playwright import Axe

    # Formulas are drawn by a script from the web; the pages have to do without it, too.
    page.route("https://**/*", lambda route: route.abort())
    page.goto(address)
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": levels}})
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


def picture(page, name, **options):
    """Keep a screenshot where the variable SCREENSHOTS names a folder."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", **options)
