"""Find the spoken digits: FSDD 1.0.10, or the embedded corpus where there is no network."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pooch
import requests

from helpers.archive import (
    CorpusError,
    Edition,
    read_archive,
    read_folder,
    recordings_digest,
    scratch_inside,
    store,
)

__all__ = ["Corpus", "CorpusError", "cache_folder", "load_corpus", "recordings_digest"]

TAG_FOLDER = "free-spoken-digit-dataset-1.0.10"
URL = "https://github.com/Jakobovski/free-spoken-digit-dataset/archive/refs/tags/v1.0.10.zip"
TIMEOUT = (10, 60)  # seconds: to connect, and between two pieces of the answer
FSDD_DIGEST = "1801eae019c063377d98f831d3f93574f259475df7332bb0e3d1b080fb5e6959"
EMBEDDED_DIGEST = "2235b408dc0a93cdc599eab6a96757af4011dfe2abbe340bbe8560d5f14faf79"
EMBEDDED_ZIP = Path(__file__).parent / "data" / "embedded.zip"

FSDD = Edition(
    "FSDD 1.0.10",
    FSDD_DIGEST,
    train_speakers=("george", "jackson", "lucas", "nicolas"),
    test_speakers=("theo", "yweweler"),
    takes=50,
)
EMBEDDED = Edition(
    "embedded",
    EMBEDDED_DIGEST,
    train_speakers=("alba", "bruno", "clara", "dario"),
    test_speakers=("edith", "felix"),
    takes=10,
)


@dataclass(frozen=True)
class Corpus:
    """A verified corpus on disk: wav files named `<digit>_<speaker>_<index>.wav`.

    Attributes
    ----------
    name : str
        "FSDD 1.0.10" or "embedded".
    path : pathlib.Path
        The folder that holds the wav files.
    train_speakers, test_speakers : tuple of str
        The speakers to fit on, and those kept aside for the test.
    """

    name: str
    path: Path
    train_speakers: tuple[str, ...]
    test_speakers: tuple[str, ...]


def cache_folder() -> Path:
    """Where verified recordings are kept: `SPEECH_HOMEWORK_CACHE`, or the system's cache folder."""
    chosen = os.environ.get("SPEECH_HOMEWORK_CACHE", "").strip()
    return Path(chosen or pooch.os_cache("speech-homework")).expanduser().absolute()


def load_corpus() -> Corpus:
    """Find the recordings, check them against their digest, and say where they are.

    Looked for in this order: the environment variable `FSDD` (a folder, a zip archive, or the
    word `embedded`), the cache, the download, and without a network the embedded corpus. The
    environment variable `SPEECH_HOMEWORK_CACHE` moves the cache folder.

    Returns
    -------
    Corpus
        The folder of wav files and the speakers to train and to test on.

    Raises
    ------
    CorpusError
        If `FSDD` names nothing usable, recordings are missing, unreadable or not the expected
        ones, the download is damaged or refused, or the cache cannot be written.
    """
    # The Windows command line keeps the quotes of: set FSDD="C:\My Data\fsdd.zip"
    source = os.environ.get("FSDD", "").strip(" \"'")
    if source == "embedded":
        return _embedded()
    if source:
        return _given(Path(source).expanduser().absolute())
    if corpus := _cached(FSDD) or _downloaded():
        return corpus
    _say_once(
        f"No connection to github.com: using the embedded corpus instead of {FSDD.name}. For the "
        "real one, connect and run this again, or set FSDD to its folder or zip archive."
    )
    return _embedded()


def _given(path: Path) -> Corpus:
    advice = f"Set FSDD to the zip archive from {URL} or to its recordings folder, or unset FSDD."
    with _explained(f"The environment variable FSDD is {path}.", advice):
        if os.path.isdir(path):
            nested = (path / "recordings", path / TAG_FOLDER / "recordings", path)
            folder = next(filter(os.path.isdir, nested))
            FSDD.check(read_folder(folder))
            return _at(folder, FSDD)
        if os.path.isfile(path):
            return _unpacked(path, FSDD)
        raise CorpusError("There is no such folder or file.")


def _downloaded() -> Corpus | None:
    advice = "Try again; if that does not help, set FSDD to an archive you downloaded yourself."
    failed = f"Downloading {URL} failed."
    with _explained(failed, advice), scratch_inside(cache_folder()) as scratch:
        archive = scratch / "download.zip"
        try:
            # Not pooch.retrieve: it would keep the archive, for which GitHub promises no hash.
            pooch.HTTPDownloader(progressbar=True, timeout=TIMEOUT)(URL, str(archive), None)
        except (requests.exceptions.ConnectionError, requests.exceptions.Timeout):
            return None
        except requests.exceptions.RequestException as error:
            raise CorpusError(f"The transfer ended with: {error}.") from error
        return _unpacked(archive, FSDD)


def _embedded() -> Corpus:
    with _explained("The embedded corpus cannot be used.", "Get a fresh copy of the course kit."):
        return _cached(EMBEDDED) or _unpacked(EMBEDDED_ZIP, EMBEDDED)


def _unpacked(archive: Path, edition: Edition) -> Corpus:
    folder = cache_folder() / edition.digest
    state = os.stat(archive)
    seen = (archive, state.st_mtime_ns, state.st_size, folder)
    # A notebook asks many times: an archive that was read and verified is not read again.
    if seen not in _verified or not edition.fills(folder):
        store(read_archive(archive), edition, folder)
        _verified.add(seen)
    return _at(folder, edition)


_verified: set[tuple] = set()


def _cached(edition: Edition) -> Corpus | None:
    folder = cache_folder() / edition.digest
    return _at(folder, edition) if edition.fills(folder) else None


def _at(folder: Path, edition: Edition) -> Corpus:
    return Corpus(edition.name, folder, edition.train_speakers, edition.test_speakers)


@lru_cache
def _say_once(line: str) -> None:
    print(line)


@contextmanager
def _explained(subject: str, advice: str) -> Iterator[None]:
    try:
        yield
    except CorpusError as error:
        raise CorpusError(f"{subject} {error} {advice}") from error.__cause__
