"""Folders of the grader: private ones, and those with the recordings."""

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from helpers.corpus import cache_folder, load_corpus


def short_folder():
    """A new private folder; the path of a socket in it has to stay below 107 bytes."""
    return Path(tempfile.mkdtemp(prefix="exam-", dir="/tmp" if os.path.isdir("/tmp") else None))


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
