"""A platform's download, opened: one zip, or a folder of what was in it."""

import contextlib
import zipfile
from functools import partial
from itertools import takewhile
from pathlib import PurePosixPath

from examiner.collecting.left_out import is_hidden
from examiner.collecting.unpacking import LARGEST, Entry, entries_of
from examiner.collecting.untrusted import Most, found_in, read_one
from examiner.course import CourseError

# What systems leave in folders.
CLUTTER = {"thumbs.db", "desktop.ini"}
# A class of a thousand with ten files each.
MOST = Most(entries=20_000, size=2**60)


@contextlib.contextmanager
def opened_download(path):
    """What lies in a download; nothing of it is read yet.

    Parameters
    ----------
    path : Path
        Of a zip or a folder.

    Yields
    ------
    dict of PurePosixPath to Entry
        By the path in the download; None for a folder.

    Raises
    ------
    CourseError
        Where it is no download that can be opened.
    """
    if path.is_dir():
        yield _seen(_in_folder(path))
        return
    try:
        archive = zipfile.ZipFile(path)
    except OSError as fault:
        raise CourseError(f"{path} cannot be read ({fault.strerror}).") from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise CourseError(_what_it_is(path)) from None
    with archive:
        folders = [each.filename for each in archive.infolist() if each.is_dir()]
        yield _seen(
            [*((PurePosixPath(each), None) for each in folders)]
            + [(each.path, each) for each in entries_of(archive)]
        )


def _what_it_is(path):
    """Why a file is no zip, and what to do."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(b"PK"):
        return (
            f"{path} is a zip that breaks off after {size / 2**20:.1f} MB. Download it once more; "
            "nothing was collected."
        )
    if b"<html" in start.lower() or b"<!doctype" in start.lower():
        return f"{path} is a web page and no zip. Log in to the platform and download it once more."
    what = "is empty" if size == 0 else "is no zip"
    return f"{path} {what}. Expected is the zip of all submissions, or a folder of what is in it."


def _in_folder(folder):
    for found in found_in(folder, most=MOST):
        path = PurePosixPath(found.name)
        # What lies too deep is one person's; too many files are those of the people behind.
        if found.too_much and len(path.parts) <= MOST.depth:
            raise CourseError(
                f"{folder} holds more than {MOST.entries} files, so that some people's would not "
                "be seen; nothing was collected. Give the zip itself, or fewer people at once."
            )
        if found.fault:
            yield path, Entry(path, partial(_refuse, found.fault))
        else:
            yield path, Entry(path, partial(_from_disk, folder, found.name))


def _refuse(fault, most):
    raise OSError(fault)


def _from_disk(folder, name, most):
    data = read_one(folder, name, most)
    if data is None:
        raise OSError(f"{name} is larger than {LARGEST // 2**20} MB, or cannot be read")
    return data


def _seen(pairs):
    entries = {}
    for path, entry in pairs:
        # Where it lies says whose it is, and nothing is written there.
        parts = [part for part in path.parts if part not in ("..", "/")]
        if not parts:
            continue
        if is_hidden(PurePosixPath(*parts)) or parts[-1].lower() in CLUTTER:
            # Who handed in nothing else has an upload all the same.
            seen = list(takewhile(lambda part: not is_hidden(PurePosixPath(part)), parts[:-1]))
            if seen:
                entries.setdefault(PurePosixPath(*seen), None)
            continue
        place, number = PurePosixPath(*parts), 1
        while place in entries and entry is not None:
            number += 1
            place = PurePosixPath(*parts[:-1], f"{number} {parts[-1]}")
        entries.setdefault(place, entry)
    return entries
