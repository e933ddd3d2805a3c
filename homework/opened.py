"""The notebook that this kernel belongs to: which editor has it open, which file it is."""

import importlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from IPython import get_ipython

PATIENCE = 60  # seconds that Colab may take to send a notebook
# Where Colab keeps notebooks of a person whose Drive is mounted.
DRIVE = Path("/content/drive/MyDrive/Colab Notebooks")


@dataclass(frozen=True)
class Opened:
    """The notebook that is open.

    Attributes
    ----------
    editor : str
        "JupyterLab" (or another page of Jupyter's), "VS Code", "Colab", or "" where none tells.
    path : Path or None
        Its file, where the editor says it.
    data : bytes or None
        What it holds, where the editor sends it; then there is no file to read.
    """

    editor: str = ""
    path: Path | None = None
    data: bytes | None = None


def opened():
    """Ask the editor what it has open.

    Returns
    -------
    Opened
    """
    if (sent := _from_colab()) is not None:
        return Opened("Colab", data=sent)
    shell = get_ipython()
    in_vscode = shell.user_ns.get("__vsc_ipynb_file__") if shell else None
    if in_vscode:
        return Opened("VS Code", Path(in_vscode))
    named = os.environ.get("JPY_SESSION_NAME")
    return Opened("JupyterLab", Path(named)) if named else Opened()


def on_colab():
    """Google's own module of Colab; None anywhere else."""
    with suppress(ImportError):
        return importlib.import_module("google.colab")
    return None


def _from_colab():
    """The open notebook, which Colab keeps in the browser; None where it does not answer."""
    if on_colab() is None:
        return None
    # Not promised by Colab, and long there: any way in which it fails is a no.
    with suppress(Exception):
        ask = importlib.import_module("google.colab._message").blocking_request
        notebook = ask("get_ipynb", request="", timeout_sec=PATIENCE)["ipynb"]
        import nbformat  # as in `homework.released`

        # It sends texts as lists of lines, as a file has them.
        return nbformat.writes(nbformat.reads(json.dumps(notebook), as_version=4)).encode()
    return None
