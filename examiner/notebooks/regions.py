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
    kept, secret, inside = [], [], False
    for line in text.split("\n"):
        marker = MARKER.search(line)
        if marker:
            inside = marker[1] == "BEGIN"
        else:
            (secret if inside else kept).append(line)
    return kept, secret


def unmarked(text):
    """A cell's text as it is graded: all of it but the markers."""
    return "\n".join(line for line in text.split("\n") if not MARKER.search(line))
