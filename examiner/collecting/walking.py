"""Walking through a folder that somebody else filled, and may still be changing.

A folder is opened part by part and never through a link, so that nothing outside of it is reached,
also where a name is swapped in the middle. What is taken are plain files with one name.
"""

import os
import stat
from collections import deque
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

from homework.files import shown

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Whoever puts a pipe into a file's place does not make us wait for its other end.
FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True)
class Most:
    """How much of a folder is taken.

    Attributes
    ----------
    entries : int
        Files and folders; a data set of some thousand files that lies beside the work is honest.
    depth : int
        Folders in folders.
    size : int
        Bytes of all files.
    """

    entries: int = 5000
    depth: int = 20
    size: int = 200 * 2**20


MOST = Most()


@dataclass(frozen=True)
class Found:
    """A file, or what is the matter with an entry.

    Attributes
    ----------
    name : str
        Its path below the folder.
    fault : str or None
        Why it is not taken, as the rest of a sentence; it was not opened then.
    too_much : bool
        It is a fault of number, depth or size.
    status : os.stat_result or None
    descriptor : int or None
        Open until the next one is asked for.
    """

    name: str
    fault: str | None = None
    too_much: bool = False
    status: os.stat_result | None = None
    descriptor: int | None = None

    @property
    def note(self):
        """What is told of an entry that is not taken."""
        return f"{shown(self.name)} {self.fault}"

    def data(self):
        """The bytes of the file, as many as it had when it was opened."""
        parts, left = [], self.status.st_size
        while left and (part := os.read(self.descriptor, min(left, 2**24))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)


def found_in(folder, owner=None, most=MOST, skip=None, trusted=False):
    """Everything in a folder: files to read, and what is refused.

    Folders come level by level, and in each of them the notebooks first: what is too much is what
    lies beside the work.

    Parameters
    ----------
    folder : Path
    owner : int, optional
        Whose everything has to be.
    most : Most
    skip : callable, optional
        Takes a path below the folder; True for what nobody asks for.
    trusted : bool
        A file may have a second name, as the grader's own may.

    Yields
    ------
    Found
    """
    try:
        yield from Walk(owner, most, skip, trusted).through(folder)
    except OSError as error:
        yield Found(Path(folder).name, f"is no folder that can be opened ({error.strerror})")


class Walk:
    """One walk; see `found_in` for what it is given."""

    def __init__(self, owner=None, most=MOST, skip=None, trusted=False):
        self.owner, self.skip, self.trusted = owner, skip, trusted
        self.depth, self.entries, self.size = most.depth, most.entries, most.size
        self.waiting = deque([()])
        self.newest = 0.0

    def through(self, folder):
        root = os.open(folder, FOLDER)
        try:
            status = os.fstat(root)
            self.newest = status.st_ctime
            fault = self._fault(status)
            yield from [Found(Path(folder).name, fault)] if fault else self._below(root)
        finally:
            os.close(root)

    def _below(self, root):
        while self.waiting:
            parts = self.waiting.popleft()
            try:
                place = opened(root, parts)
            except OSError as error:
                yield Found("/".join(parts), f"cannot be opened ({error.strerror})")
                continue
            try:
                yield from self._entries(place, parts)
            finally:
                os.close(place)

    def _entries(self, place, parts):
        with os.scandir(place) as entries:
            # Of all names, not of those that a file system gives first.
            names = nsmallest(
                self.entries + 1,
                (each.name for each in entries),
                key=lambda name: (not name.endswith(".ipynb"), name),
            )
        for name in names:
            path = "/".join([*parts, name])
            self.entries -= 1
            if self.entries < 0:
                self.waiting.clear()
                yield Found(path, "and what comes after it are too many files", True)
                return
            try:
                yield from self._entry(place, name, path, parts)
            except OSError as error:
                yield Found(path, f"cannot be read ({error.strerror})")

    def _entry(self, place, name, path, parts):
        status = os.stat(name, dir_fd=place, follow_symlinks=False)
        self.newest = max(self.newest, status.st_ctime)
        fault = self._fault(status)
        if fault:
            yield Found(path, fault)
        elif stat.S_ISDIR(status.st_mode):
            if len(parts) < self.depth:
                self.waiting.append((*parts, name))
            else:
                yield Found(path, f"lies deeper than {self.depth} folders", True)
        elif self.skip is None or not self.skip(path):
            yield from self._file(place, name, path)

    def one(self, place, name):
        """The data of one entry, where it is a plain file."""
        for found in self._entry(place, name, name, ()):
            if not found.fault:
                yield found.data()

    def _file(self, place, name, path):
        file = os.open(name, FILE, dir_fd=place)
        try:
            # Looked at again: the name may stand for another file by now.
            status = os.fstat(file)
            changed = None if stat.S_ISREG(status.st_mode) else "changed while it was read"
            fault, large = changed or self._fault(status), status.st_size > self.size
            if large:
                fault = fault or f"is too large ({status.st_size // 2**20} MB)"
            else:
                self.size -= status.st_size
            yield Found(path, fault, large, status, None if fault else file)
        finally:
            os.close(file)

    def _fault(self, status):
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            return "is a link or a device"
        if self.owner is not None and status.st_uid != self.owner:
            return "belongs to somebody else"
        if stat.S_ISREG(status.st_mode) and status.st_nlink > 1 and not self.trusted:
            return "is a link: the same file has a name elsewhere, too"
        return None


def opened(root, parts):
    """A folder below another, every part of its path opened without following a link.

    Parameters
    ----------
    root : int
        A descriptor.
    parts : iterable of str

    Returns
    -------
    int
    """
    place = os.dup(root)
    for part in parts:
        try:
            below = os.open(part, FOLDER, dir_fd=place)
        finally:
            os.close(place)
        place = below
    return place
