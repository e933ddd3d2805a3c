"""A learning platform's download, unpacked: what students zipped is bounded."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from nbgrader.plugins import ExtractorPlugin

from examiner.collecting.bounds import bound_zip
from examiner.collecting.left_out import is_hidden
from examiner.notebooks.reading import is_notebook
from homework.receipt import is_receipt

LARGEST = 200 * 2**20  # bytes of one student's files
RECEIPT = 2**20  # bytes of a receipt
ENTRIES = 2000  # files in one student's zip
# What students may add, and nobody reads, unless it is a notebook.
SILENT = {"", ".txt"}
UNREAD = {".pdf", ".html", ".htm"}
# What a notebook may import, read or show.
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg"}
DATA = {".csv", ".tsv", ".txt", ".json", ".npy", ".wav", ".flac", ".yaml", ".toml", ".mat"}
USED = {".py", *PICTURES, *DATA}
# Where it lies among what was unpacked, beside the notebooks.
FILES = "__files__"
# Other names under which notebooks come.
MAYBE = {".bak", ".ipynb_", ".download"}


class UnpackBounded(ExtractorPlugin):
    """Takes the place of nbgrader's, which follows zips in zips for as long as there are any."""

    def extract(self, archive_path, extracted_path):
        """Unpack notebooks, and what they use, out of all archives and the students' zips in them.

        Parameters
        ----------
        archive_path, extracted_path : str
        """
        for path in sorted(each for each in Path(archive_path).rglob("*") if each.is_file()):
            place = Path(extracted_path) / path.relative_to(archive_path)
            if path.suffix.lower() == ".zip":
                with self._one(path.name), zipfile.ZipFile(path) as archive:
                    self._platforms(archive, place.with_suffix(""))
            elif path.suffix.lower() == ".ipynb":
                _write(place.with_name(notebook_name(place.name)), path.read_bytes())
            else:
                self.log.warning("%s is no zip; unpack it by hand", path.name)

    @contextlib.contextmanager
    def _one(self, name):
        """Say what is the matter with one upload, whatever that is, and go on."""
        try:
            yield
        except Exception as error:
            self.log.warning("%s cannot be unpacked (%s); ask for another", name, error)

    def _platforms(self, archive, place):
        """A platform's archive: its folders tell whose a file is."""
        for entry in archive.infolist():
            name = _path(entry)
            if entry.is_dir() or name.is_absolute() or ".." in name.parts:
                continue
            if is_hidden(name.parent if name.suffix.lower() == ".zip" else name):
                continue
            with self._one(name.name):
                if name.suffix.lower() == ".zip" and name.stem.strip("."):
                    packed = io.BytesIO(_read(archive, entry, LARGEST))
                    bound_zip(packed)
                    with zipfile.ZipFile(packed) as own:
                        self._students(own, (place / name).with_suffix(""), name)
                    continue
                is_read = name.suffix.lower() not in UNREAD
                data = _read(archive, entry, LARGEST) if is_read else b""
                if name.suffix == ".ipynb" or is_notebook(data):
                    _write(place / name.parent / notebook_name(name.name), data)
                elif name.suffix.lower() in USED:
                    _write(place / name.parent / FILES / name.name, data)
                elif name.suffix.lower() not in SILENT | UNREAD:
                    self.log.warning("%s is neither a zip nor a notebook; it is left out", name)

    def _students(self, archive, place, shown):
        """A student's own zip: its folders say nothing of whose it is, so nothing is kept of them
        but where a file lies that the notebooks may use."""
        files, left_out = read_upload(archive)
        for path, data in files.items():
            _write(place / path, data)
        if left_out:
            self.log.warning("%s: left out of it: %s", shown, ", ".join(left_out))


@dataclass(frozen=True)
class Entry:
    """A file of an upload that is not read yet.

    Attributes
    ----------
    path : PurePosixPath
    read : callable
        Takes how many bytes it may have, and raises OSError where it has more.
    """

    path: PurePosixPath
    read: Callable


@dataclass
class Taken:
    """What was taken out of an upload.

    Attributes
    ----------
    files : dict of str to bytes
        Notebooks, and below `FILES` what they may use, each by its place.
    left_out, unread : list of str
        What nobody expects there; what is there for people, such as a PDF.
    receipts : list of bytes
        As `homework.submit` writes them.
    """

    files: dict = field(default_factory=dict)
    left_out: list = field(default_factory=list)
    unread: list = field(default_factory=list)
    receipts: list = field(default_factory=list)

    @property
    def size(self):
        """The bytes of it that were read and kept."""
        return sum(map(len, [*self.files.values(), *self.receipts]))


def read_upload(archive):
    """What is taken out of a student's zip; all of it, or nothing.

    Parameters
    ----------
    archive : zipfile.ZipFile

    Returns
    -------
    files : dict of str to bytes
    left_out : list of str
        See `Taken`.

    Raises
    ------
    OSError
        Where it is too much.
    """
    taken = take(entries_of(archive))
    return taken.files, taken.left_out


def entries_of(archive):
    """The files of a zip.

    Parameters
    ----------
    archive : zipfile.ZipFile

    Returns
    -------
    list of Entry
    """
    entries = [each for each in archive.infolist() if not each.is_dir()]
    return [Entry(_path(each), partial(_read, archive, each)) for each in entries]


def take_zip(data, left=None, zips=True):
    """Take what is in the bytes of a zip; see `take`."""
    packed = io.BytesIO(data)
    bound_zip(packed)
    with zipfile.ZipFile(packed) as archive:
        return take(entries_of(archive), left, zips)


def take(entries, left=None, zips=True):
    """Take what counts of the files of one upload.

    Parameters
    ----------
    entries : list of Entry
    left : int, optional
        Bytes that they may have in all; `LARGEST` by default.
    zips : bool
        Look into the zips among them, and into no zip in those.

    Returns
    -------
    Taken

    Raises
    ------
    OSError
        Where it is too much.
    """
    left = LARGEST if left is None else left
    # Notebooks come first, then what lies higher, and what is packed once more last: files that
    # they use lie beside them, and of too many files those are left out.
    entries = sorted(entries, key=lambda e: (_turn(e.path.name.lower()), len(e.path.parts)))
    if sum(each.path.suffix.lower() == ".ipynb" for each in entries) > ENTRIES:
        raise OSError(f"it holds {len(entries)} notebooks")
    taken, base = Taken(), None
    for entry in entries:
        path, kind = entry.path, entry.path.suffix.lower()
        if is_hidden(path):
            continue
        if is_receipt(path.name):
            taken.receipts.append(entry.read(min(left, RECEIPT)))
            left -= len(taken.receipts[-1])
            continue
        if kind in UNREAD:
            taken.unread.append(path.as_posix())
            continue
        if kind == ".zip" and zips:
            left -= _take_inner(entry, taken, left)
            continue
        if len(taken.files) >= ENTRIES or kind not in {".ipynb", *USED, *SILENT, *MAYBE}:
            taken.left_out.append(path.as_posix())
            continue
        data = entry.read(left)
        if kind == ".ipynb" or is_notebook(data):
            base = path.parent if base is None else base
            place = free(path, taken.files)
        elif kind in USED:
            inside = path.relative_to(base) if base and path.is_relative_to(base) else path
            place = "/".join([FILES, *(part for part in inside.parts if part not in ("..", "/"))])
        else:
            continue
        left -= len(data)
        taken.files.setdefault(place, data)
    return taken


def _turn(name):
    """A notebook is one also as ``ex1.ipynb.txt``."""
    return 2 if name.endswith(".zip") else int(".ipynb" not in name)


def _take_inner(entry, taken, left):
    """Take a zip in a zip: one that cannot be opened costs nothing but itself; the bytes taken."""
    try:
        inner = take_zip(entry.read(left), left, zips=False)
        if len(inner.files) + len(taken.files) > ENTRIES:
            raise OSError("it holds too many files")
    except Exception as error:
        taken.left_out.append(f"{entry.path.as_posix()} ({error})")
        # Too much once is all that is read: there may be a thousand of them.
        return left if isinstance(error, OSError) else 0
    for name, data in inner.files.items():
        lower = entry.path.with_suffix("") / name
        taken.files.setdefault(name if name.startswith(FILES) else free(lower, taken.files), data)
    taken.left_out += [f"{entry.path.as_posix()}: {each}" for each in inner.left_out]
    taken.receipts += inner.receipts
    return inner.size


def free(path, taken):
    """A notebook's name; of two of one name the lower keeps its folder in it.

    Parameters
    ----------
    path : PurePosixPath
    taken : collection of str

    Returns
    -------
    str
    """
    name = notebook_name(path.name)
    folders = [part for part in path.parent.parts if part not in ("..", "/")]
    number = 1
    while name in taken:
        name = notebook_name(" - ".join([*folders, path.name]))
        name = name if number == 1 else f"{name.removesuffix('.ipynb')} ({number}).ipynb"
        number += 1
    return name


def notebook_name(name):
    """The name of a notebook's file as Jupyter gives it: ``ex1.ipynb.txt`` is ``ex1.ipynb``.

    Parameters
    ----------
    name : str

    Returns
    -------
    str
    """
    head, found, _ = name.lower().partition(".ipynb")
    return f"{name[: len(head)] if found else name}.ipynb"


def _path(entry):
    return PurePosixPath(entry.filename.replace("\\", "/"))


def _read(archive, entry, most):
    with archive.open(entry) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(f"{entry.filename} is larger than {LARGEST // 2**20} MB")
    return data


def _write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
