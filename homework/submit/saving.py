"""Saving from inside a notebook: only JupyterLab in the browser knows what was typed last."""

import time
from datetime import datetime

from IPython import get_ipython
from IPython.display import Javascript, clear_output, display

KEYS = "Ctrl+S (on a Mac Cmd+S)"
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


def save_this_notebook(folder, here):
    """Have the browser save the notebook that this kernel belongs to, and wait until it has.

    Parameters
    ----------
    folder : Path
        Where it may be written to, if the editor does not say.
    here : Opened

    Returns
    -------
    saved : Path or None
        Its file, where that is now what the editor shows.
    advice : str
        Else what to do; empty in a terminal, and where the editor sends the notebook itself.
    """
    if here.data is not None or not hasattr(get_ipython(), "kernel"):
        return None, ""
    if here.editor != "JupyterLab":
        editor = here.editor or "This editor"
        return None, f"{editor} cannot be asked to save: press {KEYS} before you run this cell."
    path = here.path if here.path.is_file() else folder / here.path.name
    if not path.is_file():
        return None, f"Nobody knows where this notebook is saved: press {KEYS}."
    before, start, presses = path.stat().st_mtime_ns, time.monotonic(), 0
    while _is_being_written(path) or path.stat().st_mtime_ns == before:
        waited = time.monotonic() - start
        if waited > PATIENCE:
            return None, f"{path.name} could not be saved from here. Press {KEYS}, then run this."
        if waited >= presses * AGAIN:
            _press_save()
            presses += 1
        time.sleep(0.1)
    return path, ""


def _press_save():
    display(Javascript(PRESS_SAVE))
    time.sleep(0.3)
    clear_output()


def _is_being_written(path):
    # The server keeps the old text beside it meanwhile, under this name.
    return path.with_name(f".~{path.name}").exists() or path.stat().st_size == 0


def saved_when(path):
    """When a file was written, for a person: "at 17:05, 3 minutes ago"; empty if nobody knows.

    Parameters
    ----------
    path : Path

    Returns
    -------
    str
    """
    written = datetime.fromtimestamp(path.stat().st_mtime)
    minutes = int((datetime.now() - written).total_seconds() // 60)
    if minutes < 0 or written.year < 2020:  # a date that came with an archive or another clock
        return ""
    if minutes > 600:
        return f"on {written:%Y-%m-%d, %H:%M}"
    ago = {0: "just now", 1: "a minute ago"}.get(minutes, f"{minutes} minutes ago")
    return f"at {written:%H:%M}, {ago}"
