"""What of a source notebook is for the instructor's eyes: solutions, hidden tests, mark schemes."""

import re

SECRETS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
MARKER = re.compile(rf"\b(BEGIN|END) ({'|'.join(SECRETS)})\b")


def divide(text):
    """Divide a cell's text into what stays and what is taken out at release.

    Parameters
    ----------
    text : str

    Returns
    -------
    kept, secret : list of str
        Lines; the markers themselves are in neither.
    """
    kept, secret = [], []
    for line, where in zip(text.split("\n"), _parts(text), strict=True):
        if where != MARK:
            (secret if where == SECRET else kept).append(line)
    return kept, secret


def shown_lines(text):
    """The numbers, from 1, of the lines that students see of a cell."""
    return {number for number, where in enumerate(_parts(text), 1) if where == SHOWN}


SHOWN, SECRET, MARK = range(3)


def _parts(text):
    inside = False
    for line in text.split("\n"):
        marker = MARKER.search(line)
        inside = marker[1] == "BEGIN" if marker else inside
        yield MARK if marker else SECRET if inside else SHOWN


def unmarked(text):
    """A cell's text as it is graded: all of it but the markers."""
    return "\n".join(line for line in text.split("\n") if not MARKER.search(line))
