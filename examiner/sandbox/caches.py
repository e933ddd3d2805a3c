"""What libraries compile and look up on first use, made once, outside, and copied into each room.

Some libraries compile functions when they are imported, Matplotlib looks for fonts: 15 seconds
where their caches are cold. A candidate gets a copy that it may write to; no other candidate sees
that copy.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import zlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from examiner.kit import KIT, kit
from examiner.sandbox.folders import short_folder

FORKSERVER = Path(__file__).with_name("forkserver.py")
REHEARSE = """
from examiner.kit import KIT, kit
from examiner.sandbox.forkserver import rehearse
kit().compile_libraries()
rehearse()
"""


@lru_cache
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
    names = [f"{name}-{version(name)}" for name in kit().COMPILED]
    # What numba keeps is found by the path of the library that it was compiled from.
    rehearsed = FORKSERVER.read_bytes() + Path(kit().__file__).read_bytes()
    rehearsal = zlib.crc32(rehearsed + sys.prefix.encode())
    kept = cache / "-".join(["warm", *names, f"{rehearsal:08x}"])
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        print("Preparing the libraries for grading, once; it takes a minute.", file=sys.stderr)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            made = Path(folder) / "made"
            made.mkdir()
            chosen = {**os.environ, **cache_variables(made), "PYTHONPATH": str(KIT)}
            subprocess.run([sys.executable, "-c", REHEARSE], env=chosen, check=True)
            # Another grader may have been faster.
            if not kept.exists():
                made.rename(kept)
    return kept


@lru_cache
def copied_caches():
    """A copy of the caches for this process; each sandbox has a copy of its own at the same path.

    Returns
    -------
    Path
    """
    folder = short_folder()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(warm_caches(kit().cache_folder()), folder / "caches")
    return folder / "caches"


def cache_variables(folder):
    """The environment that makes the libraries keep their caches in a folder."""
    return {
        "NUMBA_CACHE_DIR": str(Path(folder) / "numba"),
        "MPLCONFIGDIR": str(Path(folder) / "matplotlib"),
    }
