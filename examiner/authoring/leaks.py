"""Does a release hold anything that is not meant for students?"""

import nbformat

from examiner.notebooks.regions import MARKER, divide, is_written_answer

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
    for path in sorted(course.folder("release").rglob("*")):
        if path.name not in sources or path.parent != course.folder("release"):
            found.append(f"{path.name}: not one of the source notebooks, so not for students")
            continue
        released = nbformat.read(path, as_version=4)
        found += _leaks_of(released, nbformat.read(sources[path.name], as_version=4), path.name)
    return found


def _leaks_of(released, source, name):
    secrets = secret_lines(source)
    found = []
    for cell in released.cells:
        lines = {line.strip() for line in cell.source.split("\n")}
        found += [f"{name}, {cell.id}: holds `{line}`" for line in sorted(lines & secrets)]
        if MARKER.search(cell.source):
            found.append(f"{name}, {cell.id}: holds a marker of a solution, test or mark scheme")
        if cell.get("outputs") or cell.get("execution_count"):
            found.append(f"{name}, {cell.id}: holds outputs")
        if cell.get("attachments"):
            found.append(f"{name}, {cell.id}: holds an attachment")
    return found


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
