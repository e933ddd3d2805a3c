"""What one person uploaded, taken apart: zips, bare notebooks, receipts; and what is the matter."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from examiner.collecting.left_out import LARGEST as NOTEBOOK
from examiner.collecting.moments import utc_of
from examiner.collecting.platforms import typed_in
from examiner.collecting.unpacking import FILES, LARGEST, Entry, Taken, free, take, take_zip
from examiner.notebooks.finding import claimed_names
from examiner.notebooks.reading import is_notebook, read
from homework.files import shown
from homework.receipt import NUMBER, read_receipt

# Archives that people hand in, and nothing here opens.
OTHERS = {".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"}
RECEIPT = re.compile(rf"(?P<assignment>.+) of (?P<name>.+), (?P<number>{NUMBER.pattern})")


@dataclass
class Content:
    """What came of one upload.

    Attributes
    ----------
    files : dict of str to bytes
        By their place in the submission.
    fault : str
        Why nothing can be collected; else empty.
    notes : list of str
        What needs a look.
    numbers, names : set of str
        What the zip's name and the receipts say.
    packed : datetime or None
        When, as the receipt of what counts says.
    """

    files: dict = field(default_factory=dict)
    fault: str = ""
    notes: list = field(default_factory=list)
    numbers: set = field(default_factory=set)
    names: set = field(default_factory=set)
    packed: object = None


@dataclass
class Package:
    """A zip, or all bare files together."""

    label: str
    taken: Taken
    packed: object = None
    order: int = 0


def content_of(upload, assignment):
    """Take an upload apart.

    Parameters
    ----------
    upload : Upload
    assignment : str

    Returns
    -------
    Content
    """
    content, packages, left = Content(), [], LARGEST
    zips = {path: each for path, each in upload.files.items() if path.suffix.lower() == ".zip"}
    bare = [Entry(path, each.read) for path, each in upload.files.items() if path not in zips]
    faults = []
    for path, entry in zips.items():
        typed = typed_in(path.name, assignment)
        content.numbers |= {typed[1]} if typed else set()
        try:
            taken = take_zip(entry.read(left), left)
        except Exception as error:
            faults.append(f"{shown(path)} cannot be opened ({error})")
            continue
        left -= taken.size
        packages.append(Package(shown(path), taken, order=upload.order.get(path, 0)))
    for group in _bare(bare, left, faults):
        packages.append(Package("the single files", group))
    for package in packages:
        package.packed = _read_receipts(package.taken.receipts, content)
    counting = _counting([each for each in packages if each.taken.files], content)
    for package in counting:
        _add(package, content)
    content.notes += faults + [note for each in packages for note in _left_out(each.taken)]
    if not any(name.endswith(".ipynb") for name in content.files):
        content.fault, content.notes = _why_nothing(upload, packages, content.notes), []
    elif upload.texts:
        content.notes.append("a text that was typed into the platform is not read")
    return content


def _bare(entries, left, faults):
    """What lies there without a zip; where that is too much, or one is damaged, the rest stays."""
    try:
        return [take(entries, left, zips=False)] if entries else []
    except Exception:
        groups = []
        for entry in entries:
            try:
                taken = take([entry], left, zips=False)
            except Exception as error:
                faults.append(f"{shown(entry.path)} cannot be read ({error})")
                continue
            left -= taken.size
            groups.append(taken)
        return groups


def _read_receipts(receipts, content):
    """What receipts say of whose a package is; the newest time of theirs."""
    times = []
    for said in (read_receipt(data) or _in_lines(data) for data in receipts):
        content.numbers |= {said["number"]} if NUMBER.fullmatch(said.get("number", "")) else set()
        content.names |= {said["name"]} if said.get("name") else set()
        with suppress(ValueError):
            times.append(utc_of(said.get("packed", "")))
    return max(times, default=None)


def _in_lines(data):
    """What a receipt for people says, by the same names."""
    lines = [*data.decode("utf-8", errors="replace").splitlines()[:2], "", ""]
    found = RECEIPT.fullmatch(lines[0])
    return {**found.groupdict(), "packed": lines[1].removeprefix("packed ")} if found else {}


def _counting(packages, content):
    """Of several packages with the same notebooks the newest counts; where nothing says which that
    is, all do: of each notebook the version that answers more is graded."""
    names = [name for each in packages for name in each.taken.files if name.endswith(".ipynb")]
    if len(packages) < 2 or len(names) == len(set(names)):
        return packages
    for key, says in (("packed", "by their receipts"), ("order", "by the platform's numbers")):
        times = [getattr(each, key) for each in packages]
        if all(times) and len(set(times)) == len(times):
            newest = max(packages, key=lambda each: getattr(each, key))
            others = ", ".join(each.label for each in packages if each is not newest)
            content.notes.append(f"{newest.label} is newer {says} and counts, not {others}")
            older = sorted(packages, key=lambda each: getattr(each, key), reverse=True)[1:]
            return [newest, *_only_in_older(older, newest, content)]
    content.notes.append(
        f"nothing says which is newer of {', '.join(each.label for each in packages)}; of each "
        "notebook the version that answers more counts"
    )
    return packages


def _only_in_older(older, newest, content):
    """What none that is newer has a version of, under whatever name, still counts."""
    there = dict(newest.taken.files)
    claimed = [_claimed(name, data) for name, data in there.items()]
    for each in older:
        files = {name: data for name, data in each.taken.files.items() if name not in there}
        for name in [name for name in files if name.endswith(".ipynb")]:
            own = _claimed(name, files[name])
            if any(2 * len(own & others) > len(own) for others in claimed):
                del files[name]
            claimed.append(own)
        there |= files
        names = [name for name in files if name.endswith(".ipynb")]
        if names:
            content.notes.append(
                f"{', '.join(map(shown, names))} is in no newer one than {each.label}, and counts"
            )
            yield Package(each.label, Taken(files), each.packed, each.order)


def _claimed(name, data):
    """The names of the cells in a notebook, by which its versions are known."""
    if not name.endswith(".ipynb") or len(data) > NOTEBOOK or not is_notebook(data):
        return set()
    return claimed_names(read(data).cells)


def _add(package, content):
    content.packed = max(filter(None, [content.packed, package.packed]), default=None)
    for name, data in package.taken.files.items():
        if name.startswith(f"{FILES}/"):
            content.files.setdefault(name.removeprefix(f"{FILES}/"), data)
        elif content.files.get(name) != data:
            lower = PurePosixPath(package.label.removesuffix(".zip"), name)
            content.files[free(lower, content.files)] = data


def _left_out(taken):
    for name in taken.left_out:
        kind = PurePosixPath(name).suffix.lower()
        what = "is an archive that is not opened here" if kind in OTHERS else "was left out"
        yield f"{shown(name)} {what}"


def _why_nothing(upload, packages, notes):
    """Why there is no notebook in it, with what to do."""
    unread = [name for each in packages for name in each.taken.unread]
    used = [name for each in packages for name in each.taken.files]
    if notes:
        return f"{'; '.join(notes)}. Ask for a zip of the notebooks"
    if unread or used:
        return f"no notebook in it, only {', '.join(map(shown, [*unread, *used][:3]))}"
    if upload.texts:
        return "no notebook, only a text that was typed into the platform"
    return "it is empty" if not upload.files else "no notebook in it"
