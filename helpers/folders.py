"""Folders of made-up recordings, for tests of functions that read files."""

import contextlib
import tempfile
from pathlib import Path

import numpy as np
import soundfile


@contextlib.contextmanager
def folder_of(files):
    """A folder that lasts as long as the ``with`` block, for functions that read files.

    Parameters
    ----------
    files : dict
        File name to content: samples (float, at 8000 Hz), a pair (samples, rate in Hz), or text.

    Yields
    ------
    str
        The folder's path.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            file = Path(folder, name)
            file.parent.mkdir(exist_ok=True)
            if isinstance(content, str):
                file.write_text(content)
            else:
                signal, rate = content if isinstance(content, tuple) else (content, 8000)
                soundfile.write(file, np.clip(signal, -1, 1), rate)
        yield folder
