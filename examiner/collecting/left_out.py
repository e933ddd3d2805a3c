"""Files of a submission that cannot be read are renamed: nothing reads them, nothing is lost."""

import os

from examiner.notebooks.reading import read, stored
from homework.files import replace, shown

# A notebook that is larger is not opened.
LARGEST = 50 * 2**20
LONGEST = 200  # bytes of a name that gets a suffix; file systems take 255
UNREADABLE = ".unreadable"


def leave_out(path, reason, suffix=UNREADABLE):
    """Rename a file or folder.

    Parameters
    ----------
    path : Path
    reason : str
        What is the matter with it, as the rest of a sentence.
    suffix : str
        Of its new name.

    Returns
    -------
    str
        What is the matter, in words for the instructor. Where it lies now is not said: a class is
        graded from copies, and the upload stays as it is.
    """
    put_away(path, suffix)
    return f"{shown(path.name)} {reason}; it was left out"


def put_away(path, word):
    """Rename a file or folder to a name with `word` at its end that nothing has; the new path."""
    name = path.name.encode()[:LONGEST].decode(errors="ignore")
    names = (path.with_name(f"{name}{word}{n or ''}") for n in range(1000))
    aside = next(each for each in names if not os.path.lexists(each))
    path.rename(aside)
    return aside


def is_hidden(path):
    """True for what a system keeps for itself: it never competes, and nobody is told of it.

    Parameters
    ----------
    path : PurePath
        Below the submission.
    """
    names = [part for part in path.parts if part not in (".", "..")]
    return any(name.startswith(".") or name == "__MACOSX" for name in names)


def leave_unreadable_out(path):
    """Set a file aside that has a notebook's name and is none; mend one in another encoding.

    Returns
    -------
    list of str
        A note where it was.
    """
    fault = _fault(path)
    return [f"{leave_out(path, fault)}. Ask for another copy"] if fault else []


def _fault(path):
    if path.is_dir():
        return "is a folder"
    size = path.stat().st_size
    if size > LARGEST or size == 0:
        return f"is larger than {LARGEST // 2**20} MB" if size else "is empty"
    try:
        data = path.read_bytes()
        read(data)
    except Exception as error:  # whatever a damaged file makes nbformat raise
        return f"is no notebook ({type(error).__name__})"
    if stored(data) != data:
        replace(path, stored(data))
    return None
