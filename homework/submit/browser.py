"""The browser that is installed: it prints pages."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
)
ON_A_MAC = ("Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser")
ON_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
LIMIT = 180  # seconds


class BrowserError(Exception):
    """No browser can print here; the text says why."""


def find_browser():
    """The first browser of the Chromium family that is installed.

    Returns
    -------
    str or None
    """
    places = [shutil.which(name) for name in NAMES]
    if sys.platform == "darwin":
        places += [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ON_A_MAC]
    if os.name == "nt":
        roots = [
            os.environ.get(each) for each in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        ]
        places += [str(Path(root, name)) for root in roots if root for name in ON_WINDOWS]
    return next((place for place in places if place and Path(place).exists()), None)


def print_to_pdf(html, folder):
    """Print a page.

    Parameters
    ----------
    html : str
    folder : Path
        Where files may lie meanwhile; some browsers see nothing but the user's own folders.

    Returns
    -------
    bytes

    Raises
    ------
    BrowserError
    """
    browser = find_browser()
    if browser is None:
        raise BrowserError("no Chrome, Chromium, Edge or Brave was found.")
    with tempfile.TemporaryDirectory(
        prefix="print-", dir=folder, ignore_cleanup_errors=True
    ) as place:
        page, printed = Path(place).absolute() / "page.html", Path(place).absolute() / "page.pdf"
        page.write_text(html, encoding="utf-8")
        line = [browser, "--headless=new", "--disable-gpu", "--no-first-run"]
        # A profile of its own: a browser that is open would take the order, and print nothing.
        line += [f"--user-data-dir={page.with_name('profile')}", "--no-pdf-header-footer"]
        # Formulas are drawn after the page was loaded; this time runs as fast as it can.
        line += ["--virtual-time-budget=30000", f"--print-to-pdf={printed}"]
        line += ["--no-sandbox"] if _is_root() else []
        try:
            subprocess.run([*line, page.as_uri()], capture_output=True, timeout=LIMIT)
            return printed.read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            name = Path(browser).name
            raise BrowserError(f"{name} could not print ({type(error).__name__}).") from None


def _is_root():
    return hasattr(os, "geteuid") and os.geteuid() == 0
