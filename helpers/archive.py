"""Unpack a corpus of wav files safely, and check it against its digest."""

import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

WAV_NAME = re.compile(r"\d_[a-z]+_\d+\.wav", re.ASCII)
MAX_BYTES = 200_000_000
BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


class CorpusError(RuntimeError):
    """The spoken digits cannot be used; the text says why and what to do next."""


@dataclass(frozen=True)
class Edition:
    """What a corpus has to contain, wherever it comes from.

    Attributes
    ----------
    name, digest : str
        The name to show, and the `recordings_digest` of the wav files.
    train_speakers, test_speakers : tuple of str
        The speakers in it.
    takes : int
        How many times each speaker says each digit.
    """

    name: str
    digest: str
    train_speakers: tuple[str, ...]
    test_speakers: tuple[str, ...]
    takes: int

    def file_names(self) -> set[str]:
        """Name every wav file, `<digit>_<speaker>_<index>.wav` with indices from 0."""
        speakers = self.train_speakers + self.test_speakers
        takes = range(self.takes)
        return {f"{d}_{s}_{t}.wav" for d in range(10) for s in speakers for t in takes}

    def fills(self, folder: Path) -> bool:
        """Tell cheaply, by counting, whether a folder verified before is still whole."""
        try:
            return len(_wav_names(folder)) == len(self.file_names())
        except OSError:
            return False

    def check(self, recordings: Mapping[str, bytes]) -> None:
        """Raise a CorpusError that says what differs if these are not the recordings."""
        if digest_of(recordings) != self.digest:
            found = f"{len(recordings)} wav files found of {len(self.file_names())} expected"
            text = f"These are not the {self.name} recordings: {found}"
            raise CorpusError(f"{text}, {_difference(recordings, self)}.")


def recordings_digest(folder: str | os.PathLike) -> str:
    """Compute one digest for all wav files that lie directly in a folder.

    It equals `sha256sum *.wav | LC_ALL=C sort -k2 | sha256sum` run inside the folder.

    Parameters
    ----------
    folder : str or PathLike
        The folder that holds the wav files.

    Returns
    -------
    str
        64 hexadecimal digits.

    Raises
    ------
    CorpusError
        If the folder or one of its wav files cannot be read.
    """
    return digest_of(read_folder(folder))


def read_folder(folder: str | os.PathLike) -> dict[str, bytes]:
    """Read the wav files of a folder: file name to contents; CorpusError if one is unreadable."""
    try:
        return {name: Path(folder, name).read_bytes() for name in _wav_names(folder)}
    except OSError as error:
        reason = error.strerror or error
        raise CorpusError(f"{error.filename or folder} cannot be read: {reason}.") from error


def read_archive(archive: Path) -> dict[str, bytes]:
    """Read the recordings in a zip archive: file name to contents, nothing written to disk.

    Only `<digit>_<speaker>_<index>.wav` files in a folder named `recordings` count. Raises a
    CorpusError if the archive is damaged or would unpack to more than `MAX_BYTES`.
    """
    try:
        with zipfile.ZipFile(archive) as zipped:
            members = [info for info in zipped.infolist() if _is_recording(info.filename)]
            size = sum(info.file_size for info in members)
            if size <= MAX_BYTES:
                return {info.filename.rpartition("/")[2]: zipped.read(info) for info in members}
    except BAD_ZIP as error:
        text = f"{archive.name} is truncated or not a readable zip archive ({error})."
        raise CorpusError(text) from error
    raise CorpusError(f"{archive.name} unpacks to {size} bytes, more than {MAX_BYTES} allowed.")


def store(recordings: Mapping[str, bytes], edition: Edition, folder: Path) -> None:
    """Write recordings to a folder that gets its name only when all of it is verified.

    Raises a CorpusError if these are not the recordings or the disk does not take them.
    """
    edition.check(recordings)
    if edition.fills(folder):
        return
    with scratch_inside(folder.parent) as scratch:
        fresh = scratch / "recordings"
        fresh.mkdir()
        for name, contents in recordings.items():
            (fresh / name).write_bytes(contents)
        edition.check(read_folder(fresh))
        _publish(fresh, edition, folder)


@contextmanager
def scratch_inside(cache: Path) -> Iterator[Path]:
    """Lend a temporary folder inside the cache, on the same disk, so that renaming works."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        options = {"prefix": "unpack-", "ignore_cleanup_errors": True}
        with TemporaryDirectory(dir=cache, **options) as scratch:
            yield Path(scratch)
    except OSError as error:
        advice = "free some space, or set SPEECH_HOMEWORK_CACHE to a folder of your own."
        raise CorpusError(f"The cache {cache} cannot be written ({error}): {advice}") from error


def _publish(fresh: Path, edition: Edition, folder: Path) -> None:
    try:
        if folder.exists() and not edition.fills(folder):
            os.replace(folder, fresh.with_name("incomplete"))
        os.replace(fresh, folder)
    except OSError:
        # Another process may have put the same recordings there first: theirs are as good.
        if not edition.fills(folder):
            raise


def digest_of(recordings: Mapping[str, bytes]) -> str:
    """Digest recordings (file name to contents), as `recordings_digest` does a folder's."""
    lines = (f"{hashlib.sha256(recordings[n]).hexdigest()}  {n}\n" for n in sorted(recordings))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _wav_names(folder: str | os.PathLike) -> list[str]:
    # Not glob: it lists hidden files, among them the "._*.wav" that macOS leaves on USB sticks.
    return [n for n in os.listdir(folder) if n.endswith(".wav") and not n.startswith(".")]


def _is_recording(member: str) -> bool:
    path = PurePosixPath(member)
    safe = not path.is_absolute() and ".." not in path.parts
    return safe and path.parent.name == "recordings" and bool(WAV_NAME.fullmatch(path.name))


def _difference(recordings: Mapping[str, bytes], edition: Edition) -> str:
    if missing := edition.file_names() - recordings.keys():
        return f"missing {_some(missing)}"
    if surplus := recordings.keys() - edition.file_names():
        return f"too many are {_some(surplus)}"
    if broken := {name for name, contents in recordings.items() if contents[:4] != b"RIFF"}:
        return f"but no wav (RIFF) file inside {_some(broken)}"
    return f"but their contents differ (digest {digest_of(recordings)[:12]}...)"


def _some(names: set[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(sorted(names)[:3]) + more
