"""Does a release hold anything that is not meant for students?"""

import nbformat

from examiner.authoring.drawn import is_drawn
from examiner.course import DATA, is_data
from examiner.notebooks.cells import is_written_answer, name_of, shown
from examiner.notebooks.regions import MARKER, divide

# Shorter lines, such as `else:` or `return x`, say nothing by themselves.
SHORTEST = 12


def leaks(course):
    """What stands in release/ and should not.

    Parameters
    ----------
    course : Course

    Returns
    -------
    list of str
        One sentence for each leak; empty where there is none.
    """
    found = []
    sources = {path.name: path for path in course.notebooks("source")}
    originals = {name: nbformat.read(path, as_version=4) for name, path in sources.items()}
    secrets = set().union(*map(secret_lines, originals.values()))
    for path in sorted(course.folder("release").rglob("*")):
        name = path.relative_to(course.folder("release")).as_posix()
        if name in sources:
            released = nbformat.read(path, as_version=4)
            found += _leaks_of(released.cells, secret_lines(originals[name]), name)
        elif is_data(name) or _is_named(name, originals.values()):
            found += _leaks_of_file(path, secrets, name)
        else:
            found.append(
                f"{name}: not one of the source notebooks, so not for students; what they get "
                f"lies in {DATA}/"
            )
    return found


def _is_named(name, notebooks):
    """A file that a text for students shows, such as a picture beside the notebook."""
    texts = ("\n".join(divide(cell.source)[0]) for each in notebooks for cell in each.cells)
    return any(f"]({name})" in text or f'src="{name}"' in text for text in texts)


def _leaks_of(cells, secrets, name):
    found = []
    for place, cell in enumerate(cells):
        where = f"{name}, {name_of(cell) or shown(cells, place)}"
        lines = {line.strip() for line in cell.source.split("\n")}
        found += [f"{where}: holds `{line}`" for line in sorted(lines & secrets)]
        if MARKER.search(cell.source) or is_drawn(cell.source):
            found.append(f"{where}: holds a marker of a solution, test or mark scheme")
        if cell.get("outputs") or cell.get("execution_count"):
            found.append(f"{where}: holds outputs")
        if cell.get("attachments"):
            found.append(f"{where}: holds an attachment")
    return found


def _leaks_of_file(path, secrets, name):
    """Bytes that hold a line of a solution, a test or a mark scheme, in whatever kind of file."""
    data = path.read_bytes() if path.is_file() else b""
    found = [f"{name}: holds `{line}`" for line in sorted(secrets) if line.encode() in data]
    return found + ([f"{name}: holds a marker"] if MARKER.search(data.decode("latin-1")) else [])


def secret_lines(source):
    """The lines of a source notebook that only the instructor sees.

    Parameters
    ----------
    source : NotebookNode

    Returns
    -------
    set of str
        Long enough to be nobody else's; none that also stands where students read.
    """
    secret, kept = set(), set()
    for cell in source.cells:
        shown, hidden = divide(cell.source)
        if is_written_answer(cell):
            shown, hidden = [], shown + hidden
        kept |= {line.strip() for line in shown}
        secret |= {line.strip() for line in hidden}
    return {line for line in secret - kept if len(line) >= SHORTEST}
