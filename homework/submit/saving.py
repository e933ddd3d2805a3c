"""Saving from inside a notebook: only JupyterLab in the browser knows what was typed last."""

import os
import time
from datetime import datetime
from pathlib import Path

from IPython import get_ipython
from IPython.display import Javascript, clear_output, display

PATIENCE = 15  # seconds
# JupyterLab ignores Ctrl+S while the save before is not over; then it is pressed again.
AGAIN = 2  # seconds
# As if Ctrl+S (on a Mac Cmd+S) was pressed, a moment later: this output is gone by then.
PRESS_SAVE = """
setTimeout(() => {
  const mac = navigator.platform.startsWith("Mac");
  document.body.dispatchEvent(new KeyboardEvent("keydown", {
    key: "s", code: "KeyS", keyCode: 83, ctrlKey: !mac, metaKey: mac, bubbles: true,
    cancelable: true}));
}, 600);
"""


def save_this_notebook(folder):
    """Have the browser save the notebook that this kernel belongs to, and wait until it has.

    Parameters
    ----------
    folder : Path
        Where it is written to.

    Returns
    -------
    str
        Empty where it was saved; else what to do.
    """
    path = folder / Path(os.environ.get("JPY_SESSION_NAME", "")).name
    if not path.is_file() or not hasattr(get_ipython(), "kernel"):
        return "" if get_ipython() is None else "Save this notebook, and run this cell again."
    before, start, presses = path.stat().st_mtime_ns, time.monotonic(), 0
    while _is_being_written(path) or path.stat().st_mtime_ns == before:
        waited = time.monotonic() - start
        if waited > PATIENCE:
            return f"{path.name} could not be saved from here. Save it, and run this cell again."
        if waited >= presses * AGAIN:
            _press_save()
            presses += 1
        time.sleep(0.1)
    return ""


def _press_save():
    display(Javascript(PRESS_SAVE))
    time.sleep(0.3)
    clear_output()


def _is_being_written(path):
    # The server keeps the old text beside it meanwhile, under this name.
    return path.with_name(f".~{path.name}").exists() or path.stat().st_size == 0


def saved_when(path):
    """When a file was written, for a person: "at 17:05, 3 minutes ago".

    Parameters
    ----------
    path : Path

    Returns
    -------
    str
    """
    written = datetime.fromtimestamp(path.stat().st_mtime)
    minutes = int((datetime.now() - written).total_seconds() // 60)
    if minutes > 600:
        return f"on {written:%Y-%m-%d, %H:%M}"
    ago = {0: "just now", 1: "a minute ago"}.get(minutes, f"{minutes} minutes ago")
    return f"at {written:%H:%M}, {ago}"
