"""What the engine asks of this course; it reads nothing else of it.

A name that is missing here has a default in `examiner.kit`; a course without this module has all of
them.
"""

import importlib
import os
import pkgutil
import tempfile
from functools import lru_cache
from pathlib import Path

# The source notebooks keep the form that `python -m examiner tidy` gives them.
STRICT_FORM = True
# What one student of the demonstration did wrong: a file below answers/hw3/wrong.
MISTAKE = "framing/tail_dropped"
# Imported once, before the kernels of submissions are forked from that process.
LIBRARIES = """\
numpy scipy.fft scipy.fftpack scipy.io.wavfile scipy.signal scipy.stats pandas soundfile librosa
librosa.display librosa.feature sklearn.decomposition sklearn.discriminant_analysis
sklearn.ensemble sklearn.linear_model sklearn.metrics sklearn.mixture sklearn.model_selection
sklearn.neighbors sklearn.pipeline sklearn.preprocessing sklearn.svm matplotlib.pyplot
mpl_toolkits.mplot3d IPython.display helpers.features helpers.plotting seaborn tqdm.auto"""
# By these a user chooses: what was started with others is not used again.
VARIABLES = ("FSDD", "SPEECH_HOMEWORK_CACHE")
# What they compile is kept for these versions.
COMPILED = ("librosa", "numba", "matplotlib")
START = """\
Then open ex1.ipynb. The recordings (16 MB) are downloaded once; without a network a small corpus
that is included takes their place. On a Mac with an Intel processor take Python 3.11, 3.12 or 3.13:
one of the libraries has nothing for it in 3.14.
"""


def rehearse():
    """Have the libraries compile and look up what notebooks need first."""
    import librosa
    import numpy as np
    import soundfile

    from helpers.features import cepstra

    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        soundfile.write(file.name, np.zeros(4000), 8000)
        frames = cepstra(file.name)
    for rows in (frames, frames.T, frames.astype("float32").T, frames.T.copy()):
        librosa.feature.stack_memory(rows, n_steps=7, delay=-1)
    librosa.resample(np.zeros(4000), orig_sr=16000, target_sr=8000)


def compile_libraries():
    """Have librosa compile all that it compiles when its modules are imported."""
    import librosa

    # Each by its name: its own eager import goes through a set, and in some orders of it fails.
    for each in pkgutil.walk_packages(librosa.__path__, "librosa."):
        importlib.import_module(each.name)


def cache_folder():
    """Where what takes long to make is kept.

    Returns
    -------
    Path
    """
    from helpers import corpus

    return corpus.cache_folder()


def own_variables():
    """Variables of the environment that notebooks need, with absolute paths.

    Returns
    -------
    dict of str to str
    """
    recordings = Path(os.environ.get("FSDD", ""))
    exists = recordings.name and recordings.exists()
    return {"FSDD": str(recordings.absolute())} if exists else {}


def surroundings():
    """What a submission sees of this machine: the recordings and their features.

    Returns
    -------
    folders : list of Path
    variables : dict of str to str
        How they are called in its environment.
    """
    # The corpus is looked for once for each choice of the user's.
    return _surroundings(os.environ.get("FSDD", ""), cache_folder())


@lru_cache
def _surroundings(_, cache):
    from helpers.corpus import load_corpus

    corpus = load_corpus()
    cache.mkdir(parents=True, exist_ok=True)
    variables = {"SPEECH_HOMEWORK_CACHE": str(cache)}
    if corpus.name == "embedded":
        variables["FSDD"] = "embedded"
    elif not corpus.path.is_relative_to(cache):
        variables["FSDD"] = str(corpus.path.absolute())
    return [corpus.path.absolute(), cache], variables


def prepare():
    """Compute what tests and notebooks read, once, outside: a submission cannot keep it.

    Returns
    -------
    str
        What it is, in words.
    """
    from helpers.corpus import load_corpus
    from helpers.features import load_features

    load_features("frame")
    return f"Corpus: {load_corpus().name}\n"
