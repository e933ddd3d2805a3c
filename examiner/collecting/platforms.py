"""Whose a file of a download is, by the names that the learning platform gave it.

Moodle, ``mod/assign/classes/downloader.php``: ``Ada Lovelace_98765_assignsubmission_file`` is a
folder (with ``_`` at its end before Moodle 4.1), or the beginning of a file's name where "download
in folders" is off. A team has its own name and number there, blind marking says ``Participant``.

Canvas, ``lib/content_zipper.rb``: ``lovelaceada_LATE_1_2_hw3.zip`` is name, user and attachment;
anonymous, ``anon_x7Y2a_2_hw3.zip``.

Others, such as Stud.IP, keep a folder a person, or write the name before the file's.
"""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

MOODLE = re.compile(
    r"(?P<name>.*?)(?:_(?P<number>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?"
)
CANVAS = re.compile(
    r"(?P<upload>(?P<name>\w+?)_(?P<late>LATE_)?(?P<number>\d+)_\d+)_(?P<file>.+)"
    r"|(?P<text>(?P<writer>\w+?)_(?:LATE_)?(?P<by>\d+)_(?:text|link)\.html)"
)
ANONYMOUS = re.compile(
    r"(?P<upload>(?P<late>LATE_)?anon_(?P<number>[A-Za-z0-9]{5})_\d+)_(?P<file>.+)"
)
TEXT = "onlinetext"


@dataclass
class Upload:
    """All files of one person, or team.

    Attributes
    ----------
    upload : str
        Folder or beginning of the names, as the platform wrote it.
    platform : str
        "moodle", "canvas", or empty.
    name, number : str
        As the platform says them; empty where it does not.
    late : bool
        The platform says so.
    files : dict of PurePosixPath to object
        What is in the download, by the path that the person gave it.
    order : dict of PurePosixPath to int
        What of them came later, by the platform's own count.
    texts : int
        Texts that were typed into the platform.
    """

    upload: str
    platform: str = ""
    name: str = ""
    number: str = ""
    late: bool = False
    files: dict = field(default_factory=dict)
    order: dict = field(default_factory=dict)
    texts: int = 0


def uploads_of(entries, assignment):
    """A download's files, put together by person.

    Parameters
    ----------
    entries : dict of PurePosixPath to object
        None for a folder: one that Moodle made for a person counts, also where it is empty.
    assignment : str

    Returns
    -------
    list of Upload
        In the order of their names.
    """
    found, others = {}, {}
    # Canvas packs no folders; who unpacked its zip has one around all.
    around = {path.parts[0] for path, entry in entries.items() if entry and len(path.parts) > 1}
    for path, entry in entries.items():
        is_told = _moodle(path, entry, found) or (
            entry
            and (len(path.parts) == 1 or len(around) == 1)
            and _canvas(path, entry, found, assignment)
        )
        if entry is not None and not is_told:
            others[path] = entry
    around = _wrapper(others, assignment)
    for path, entry in others.items():
        _by_place(path, entry, found, around, assignment)
    return sorted(found.values(), key=lambda each: each.upload)


def _moodle(path, entry, found):
    for place, part in enumerate(path.parts):
        told = MOODLE.fullmatch(part)
        if told is None or not told["name"]:
            continue
        own = [each for each in (told["file"], *path.parts[place + 1 :]) if each]
        # In folders the part is the folder; else it ends where the person's own name begins.
        flat = place == len(path.parts) - 1
        label = part.removesuffix(told["file"] or "") if flat else part
        key = ("moodle", told["name"], told["number"])
        upload = found.setdefault(key, Upload(label, "moodle", told["name"], told["number"] or ""))
        if told["kind"] == TEXT:
            upload.texts += entry is not None
        elif entry is not None:
            upload.upload = label
            upload.files[PurePosixPath(*own)] = entry
        return True
    return False


def _canvas(path, entry, found, assignment):
    told = ANONYMOUS.fullmatch(path.name) or CANVAS.fullmatch(path.name)
    if told is None or len(path.parts) > 2:
        return False
    facts = told.groupdict()
    # A file such as hw3_2026_12_01.zip is dated, and nobody is called so.
    if (facts.get("name") or "").lower() == assignment.lower():
        return False
    number, name = facts.get("by") or facts["number"], facts.get("writer") or facts.get("name")
    upload = found.setdefault(
        ("canvas", number, name), Upload(facts["upload"] or path.stem, "canvas", name or "", number)
    )
    upload.late = upload.late or "_LATE_" in f"_{path.name}"
    if facts.get("text"):
        upload.texts += 1
    else:
        own = PurePosixPath(facts["file"])
        own = own if own not in upload.files else PurePosixPath(facts["upload"], own)
        upload.upload = facts["upload"]
        upload.files[own] = entry
        upload.order[own] = int(facts["upload"].rpartition("_")[2])
    return True


def _by_place(path, entry, found, wrapper, assignment):
    """A folder is a person; without one the name tells who, or nothing does."""
    parts = path.parts[wrapper:]
    key: tuple
    if len(parts) > 1:
        name = parts[0] if re.search(r"[^\W\d]", parts[0]) else ""
        number = "" if name else parts[0]
        key, label = ("folder", parts[0]), "/".join(path.parts[: wrapper + 1])
    else:
        typed = typed_in(parts[0], assignment)
        name, number = typed or ("", "")
        # Two who are called the same wrote different numbers.
        key = ("name", name, number) if typed else ("file", path)
        # The number is what the person typed; a name before it is the platform's.
        number, label = "" if name else number, str(path)
    name = re.sub(r"[_\s]+", " ", name).strip()
    upload = found.setdefault(key, Upload(label, "", name, number))
    upload.files[PurePosixPath(*(parts[1:] or parts))] = entry


def told_by(upload):
    """What the name of an upload in the record tells of it.

    Parameters
    ----------
    upload : str
        As `Upload.upload`.

    Returns
    -------
    platform, number : str
        Empty where it tells nothing.
    """
    moodle = MOODLE.fullmatch(upload)
    if moodle:
        return "moodle", moodle["number"] or ""
    canvas = ANONYMOUS.fullmatch(f"{upload}_x") or CANVAS.fullmatch(f"{upload}_x")
    return ("canvas", canvas["number"]) if canvas and "/" not in upload else ("", "")


def typed_in(file, assignment):
    """What a zip's own name says.

    Parameters
    ----------
    file : str
        Such as ``Lovelace_Ada_hw3-1234567 (1).zip``.
    assignment : str

    Returns
    -------
    tuple of (str, str) or None
        What stands before the assignment, and the number.
    """
    found = re.fullmatch(
        rf"(?:(?P<name>.+?)[_\s-]+)?{re.escape(assignment)}[-_ ](?P<number>[A-Za-z0-9]{{3,20}})"
        r"(?:[-_ ]*\(?\d{1,2}\)?)?\.zip",
        file,
        re.I,
    )
    return (found["name"] or "", found["number"]) if found else None


def _wrapper(entries, assignment):
    """How many folders lie around everybody's."""
    count, paths = 0, [path.parts for path in entries]
    while paths and all(len(parts) > count + 1 for parts in paths):
        if len({parts[count] for parts in paths}) > 1:
            break
        direct = [parts[-1] for parts in paths if len(parts) == count + 2]
        owners = {typed_in(each, assignment) for each in direct} - {None}
        if direct and len({number for _, number in owners}) < 2:
            break  # a person's folder
        below = {parts[count + 1].lower() for parts in paths}
        if not direct and (below == {assignment.lower()} or "," in paths[0][count]):
            break  # a person who handed in a folder
        count += 1
    return count
