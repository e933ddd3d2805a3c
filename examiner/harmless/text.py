"""Text without what a terminal would obey and a reader would not see."""

import re

# The filter that makes HTML of colours copies all that follows each of them.
MOST_COLOURS = 5000

COLOUR = (
    r"\x1b\[(?:(?:[34]8;5;\d{1,3}|[34]8;2(?:;\d{1,3}){3}|0?\d|2\d|[34][0-79]|9[0-7]|10[0-7])"
    r"(?:;(?!m)|(?=m)))*m"
)
ESCAPE = re.compile(
    rf"({COLOUR})|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Controls, what turns the reading direction, and halves of characters, which no file can hold.
UNSEEN = re.compile(
    r"[\0-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def text_of(value):
    """A string, or a list of strings as one; None if it is something else."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "".join(value)
    return value if isinstance(value, str) else None


def plain(text):
    """A printed text as a terminal would leave it, with colours as its only control sequences."""
    colour = r"\1" if text.count("\x1b[") <= MOST_COLOURS else ""
    text = UNSEEN.sub("", ESCAPE.sub(colour, text))
    lines = [line.split("\r") for line in text.replace("\r\n", "\n").split("\n")]
    # A progress bar writes over itself; what it wrote last stays.
    return "\n".join(next(filter(str.strip, reversed(parts)), parts[-1]) for parts in lines)


def bare(text):
    """A text without controls, so that it reads as it is."""
    return UNSEEN.sub("", ESCAPE.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
