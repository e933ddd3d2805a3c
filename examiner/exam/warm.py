"""What libraries compile and look up on first use, made once, outside, and copied into each room.

librosa compiles functions when it is imported, Matplotlib looks for fonts: 15 seconds where their
caches are cold. A candidate gets a copy that it may write to; no other candidate sees that copy.
"""

import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

USE = "import librosa, matplotlib.font_manager"


def warm_caches(cache):
    """The folder of caches for the versions that are installed.

    Parameters
    ----------
    cache : Path
        Where it is kept.

    Returns
    -------
    Path
        With the folders ``numba`` and ``matplotlib``.
    """
    names = [f"{name}-{version(name)}" for name in ("librosa", "numba", "matplotlib")]
    kept = cache / "-".join(["warm", *names])
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            made = Path(folder) / "made"
            made.mkdir()
            chosen = {**os.environ, **cache_variables(made), "EAGER_IMPORT": "1"}
            subprocess.run([sys.executable, "-c", USE], env=chosen, check=True)
            # Another grader may have been faster.
            if not kept.exists():
                made.rename(kept)
    return kept


def cache_variables(folder):
    """The environment that makes the libraries keep their caches in a folder."""
    return {
        "NUMBA_CACHE_DIR": str(Path(folder) / "numba"),
        "MPLCONFIGDIR": str(Path(folder) / "matplotlib"),
    }
