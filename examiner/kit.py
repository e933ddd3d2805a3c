"""The course that the engine works for: its folder, and its module `helpers.kit`, if any."""

import importlib
import os
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace


def _course_folder():
    """The working folder, or the nearest above it that has an nbgrader_config.py.

    Where there is none, such as for a worker of a cluster: the checkout that the engine lies in.
    """
    here, checkout = Path.cwd(), Path(__file__).resolve().parent.parent
    places = (here, *here.parents, checkout)
    return next((each for each in places if (each / "nbgrader_config.py").is_file()), here)


# As nbgrader finds it; where this process was started.
KIT = _course_folder()


def step(word):
    """The command of a step as it is called in this course: not each has a Makefile with it.

    Parameters
    ----------
    word : {'release', 'collect', 'grade', 'mark', 'return'}

    Returns
    -------
    str
    """
    makefile = KIT / "Makefile"
    made = makefile.is_file() and f"\n{word}:" in makefile.read_text(encoding="utf-8")
    if word == "collect":
        word += " FROM=download.zip" if made else " download.zip"
    return f"make {word}" if made else f"python -m examiner {word}"


def _cache_folder():
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "examiner"


# See helpers/kit.py for what each of them means.
DEFAULTS = {
    "__file__": os.devnull,
    "LIBRARIES": "numpy",
    "VARIABLES": (),
    "COMPILED": (),
    "STRICT_FORM": False,
    "MISTAKE": "",
    "START": "Then open the first notebook.\n",
    "rehearse": lambda: None,
    "compile_libraries": lambda: None,
    "cache_folder": _cache_folder,
    "own_variables": dict,
    "surroundings": lambda: ([], {}),
    "prepare": lambda: "",
}


def require_own_environment():
    """Refuse to work for a course with the code of another one.

    Raises
    ------
    RuntimeError
        Where the course folder has an engine of its own, and this is not it.
    """
    own, used = KIT / "examiner", Path(__file__).resolve().parent
    if (own / "kit.py").is_file() and own.resolve() != used:
        raise RuntimeError(
            f"this environment was installed for {used.parent}, and would grade {KIT} with the "
            "code of that folder. Remove .venv here and run make again"
        )


@cache
def kit():
    """The course's kit, with defaults for what it does not say.

    Returns
    -------
    types.SimpleNamespace
    """
    # The course's own modules come first: an environment may hold another course's.
    if str(KIT) not in sys.path:
        sys.path.insert(0, str(KIT))
    # One that the environment holds besides is another course's.
    there = (KIT / "helpers" / "kit.py").is_file()
    module = importlib.import_module("helpers.kit") if there else None
    return SimpleNamespace(**{n: getattr(module, n, value) for n, value in DEFAULTS.items()})
