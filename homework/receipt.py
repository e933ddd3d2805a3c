"""The receipt: what was packed when, as lines for a person and as JSON for a program.

A student can write anything into it: who collects takes it for a hint.
"""

import hashlib
import json
import platform
import re
from datetime import datetime
from importlib import metadata

NAME = "receipt.json"
NAMES = (NAME, "receipt.txt")
# A student's number.
NUMBER = re.compile(r"[A-Za-z0-9]{3,20}")
# What tells most about a machine on which something looked otherwise.
VERSIONS = ("speech-homework", "numpy", "scikit-learn", "librosa", "IPython")


def receipt_of(found, used, name, number, here):
    """Everything that a receipt says.

    Parameters
    ----------
    found : Handin
    used : dict of str to bytes
        What the notebooks use.
    name, number : str
    here : Opened

    Returns
    -------
    dict
        Plain data.
    """
    return {
        "assignment": found.assignment,
        "number": number,
        "name": name,
        "packed": datetime.now().astimezone().isoformat(timespec="seconds"),
        "files": {each: digest(data) for each, data in {**found.files, **used}.items()},
        "open": found.still_open,
        "editor": here.editor or "unknown",
        "versions": {"python": platform.python_version(), "system": platform.platform()}
        | {each: found for each in VERSIONS if (found := _version(each))},
    }


def _version(name):
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def digest(data):
    """The sha256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def as_text(receipt):
    """The receipt for a person.

    Parameters
    ----------
    receipt : dict
        See `receipt_of`.

    Returns
    -------
    str
    """
    opened = {each: names for each, names in receipt["open"].items() if names}
    lines = [
        "{assignment} of {name}, {number}".format(**receipt),
        "packed {}".format(receipt["packed"].replace("T", " ")),
        "",
        *(f"{value}  {each}" for each, value in receipt["files"].items()),
        *(f"still open in {each}: {', '.join(names)}" for each, names in opened.items()),
    ]
    return "\n".join(lines) + "\n"


def as_json(receipt):
    """The receipt for a program, as bytes."""
    return (json.dumps(receipt, indent=1, ensure_ascii=False) + "\n").encode()


def is_receipt(name):
    """True for the file name of a receipt, in a zip or beside it."""
    return str(name).endswith(NAMES)


def read_receipt(data):
    """What a receipt for programs says, read as what a stranger sent.

    Parameters
    ----------
    data : bytes
        Of a ``receipt.json``.

    Returns
    -------
    dict of str
        ``assignment``, ``number``, ``name`` and ``packed``, those that are texts; and ``files``,
        the digests by name. Empty where it is no receipt.
    """
    try:
        said = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    texts = ("assignment", "number", "name", "packed")
    found = {each: said[each] for each in texts if isinstance(said.get(each), str)}
    files = said.get("files")
    files = files if isinstance(files, dict) else {}
    return found | {"files": {each: str(value) for each, value in files.items()}}
