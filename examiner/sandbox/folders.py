"""Folders of the grader: private ones, and those with the recordings."""

import os
import subprocess
import tempfile
from functools import cache, lru_cache
from pathlib import Path

from helpers.corpus import cache_folder, load_corpus

# It ends when nobody can write to it any more; what dies meanwhile may still hold a folder.
REMOVE = 'cat; for _ in 1 2 3 4 5; do rm -rf "$1" && sleep 0.2; [ -e "$1" ] || exit; sleep 1; done'
_waiting = []


def passing_folder(place):
    """A new private folder that is removed when this process ends, also where it is killed.

    Parameters
    ----------
    place : str
        Where to make it.

    Returns
    -------
    Path
    """
    folder = tempfile.mkdtemp(prefix="exam-", dir=place)
    line = ["sh", "-c", REMOVE, "sh", folder]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # A session of its own: what ends a terminal's processes has to leave this one.
    waiting = subprocess.Popen(line, stdin=subprocess.PIPE, start_new_session=True, **quiet)
    _waiting.append(waiting)  # else its line would be closed
    return Path(folder)


@cache
def _short():
    return passing_folder("/tmp" if os.path.isdir("/tmp") else None)


def short_folder():
    """A new private folder; the path of a socket in it has to stay below 107 bytes.

    It is removed with this process at the latest.
    """
    return Path(tempfile.mkdtemp(dir=_short()))


@lru_cache
def _surroundings(chosen, cache):
    # The corpus is looked for once for each choice of the user's.
    corpus, cache = load_corpus(), Path(cache)
    cache.mkdir(parents=True, exist_ok=True)
    variables = {"SPEECH_HOMEWORK_CACHE": str(cache)}
    if corpus.name == "embedded":
        variables["FSDD"] = "embedded"
    elif not corpus.path.is_relative_to(cache):
        variables["FSDD"] = str(corpus.path.absolute())
    return [corpus.path.absolute(), cache], variables


def surroundings():
    """The folders with the recordings and their features, and what to call them inside.

    Returns
    -------
    folders : list of Path
    variables : dict of str to str
    """
    return _surroundings(os.environ.get("FSDD", ""), str(cache_folder()))
