"""The one safe way in: files of somebody else are read and copied by this, and by nothing else.

What is taken are plain files with one name, within bounds; the rest is named. See walking.py.
"""

import os

from examiner.collecting.walking import FOLDER, MOST, Most, Walk, found_in, opened

__all__ = ["MOST", "Most", "copy", "found_in", "last_change", "read", "read_one"]


def last_change(folder):
    """When a folder or anything in it was last changed, by the file system's own clock.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    float
        In seconds, as `os.stat_result.st_ctime`.

    Raises
    ------
    OSError
        Where it is no folder that can be opened.
    """
    walk = Walk(skip=lambda name: True)
    for _ in walk.through(folder):
        pass
    return walk.newest


def copy(folder, place, **choices):
    """Copy the plain files of a folder.

    Parameters
    ----------
    folder, place : Path
    **choices
        See `found_in`.

    Returns
    -------
    list of str
        What was left out, in words for the instructor.
    """
    place.mkdir(parents=True, exist_ok=True)
    notes = []
    for found in found_in(folder, **choices):
        if found.fault:
            notes.append(f"{found.note}; it was left out")
            continue
        path = place / found.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found.data())
    return notes


def read(folder, **choices):
    """Read the plain files of a folder.

    Parameters
    ----------
    folder : Path
    **choices
        See `found_in`.

    Returns
    -------
    files : dict of str to bytes
    notes : list of str
        What was left out, in words for the instructor.
    """
    files, notes = {}, []
    for found in found_in(folder, **choices):
        if found.fault:
            notes.append(f"{found.note}; it was left out")
        else:
            files[found.name] = found.data()
    return files, notes


def read_one(folder, name, largest):
    """The bytes of one plain file of a folder.

    Parameters
    ----------
    folder : Path
    name : str
        A path below the folder, as somebody wrote it.
    largest : int
        Bytes that it may have.

    Returns
    -------
    bytes or None
        None where there is no such file, or it is no plain one below the folder, or too large.
    """
    *parts, last = [part for part in name.split("/") if part != "."] or [""]
    if ".." in (*parts, last) or not last or "\0" in name:
        return None
    try:
        root = os.open(folder, FOLDER)
        try:
            place = opened(root, parts)
        finally:
            os.close(root)
        try:
            found = list(Walk(most=Most(size=largest)).one(place, last))
        finally:
            os.close(place)
    except OSError:
        return None
    return found[0] if found else None
