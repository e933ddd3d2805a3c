"""Files never half-written, zips whose bytes depend on their content alone, names as shown."""

import io
import os
import time
import zipfile

FIXED = 315532800.0  # the first day that a zip archive knows, in 1980
LONGEST = 80  # characters of a file's name that are shown


def replace(path, data):
    """Write a file: beside its place first, then renamed.

    Parameters
    ----------
    path : Path
    data : bytes
    """
    beside = path.with_name(f".{path.name}.part{os.getpid()}")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def write_zip(path, files, written=FIXED):
    """Write files to a zip archive.

    Parameters
    ----------
    path : Path
    files : dict of str to bytes
        Contents by the name inside the archive.
    written : float or dict of str to float, optional
        When each file was written, in seconds; a fixed date by default.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(files):
            when = written[name] if isinstance(written, dict) else written
            # A given date, system and mode: another machine or day gives the same bytes.
            entry = zipfile.ZipInfo(name, date_time=time.gmtime(max(when, FIXED))[:6])
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED, compresslevel=9)
    replace(path, packed.getvalue())


def shown(name):
    """A file's name or path as it may be shown in a log, a terminal or a page.

    Whoever named the file chose every character of it.

    Parameters
    ----------
    name : str or Path

    Returns
    -------
    str
        On one line, of characters that can be seen, and not long.
    """
    text = str(name)
    return visible(
        text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}...{text[-LONGEST // 2 :]}"
    )


def visible(text):
    """A text on one line, with every character in it that is none to be seen written as its code.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)
