"""The outcomes of a test, and their words: the one place where they are written and read.

A test cell shows its outcome as words for the reader, and beside them as data (`MIME`) that no
screen shows. Programs read the data, so the words may be in any language.
"""

from collections.abc import Iterable

MIME = "application/vnd.homework.outcome+json"

# In the order in which a task's outcome is that of its tests: wrong if one is, and so on.
WORDS = {
    "wrong": "not right yet",
    "partly": "partly right",
    "open": "not attempted yet",
    "right": "right",
}
RIGHT = "Right."
RIGHT_AND_MORE = "Right. The grader asks the same {}."
NOT_RIGHT = "Not right yet. {}"
OPEN = "Not attempted yet: {}. Fill its TODO, run that cell, then this one."

# What each test said when it last ran here, by its claim.
LAST: dict[str, str] = {}


def bundle(outcome: str, words: str) -> dict:
    """What a test cell displays: words for the reader, the outcome for programs.

    Parameters
    ----------
    outcome : str
        One of `WORDS`.
    words : str

    Returns
    -------
    dict
        By MIME type.
    """
    return {"text/plain": words, MIME: {"outcome": outcome}}


def outcome_of(outputs: list) -> tuple[str, str]:
    """What a test cell came to, read from its outputs.

    Parameters
    ----------
    outputs : list of dict
        As a notebook holds them.

    Returns
    -------
    outcome : str
        One of `WORDS`. A cell that ran to its end and shows neither an outcome nor a number is
        right; a number that it shows is partial credit, as in nbgrader.
    message : str
        Empty where it is right.
    """
    for output in outputs:
        if output["output_type"] == "error":
            is_open = output["ename"] in ("NotAttempted", "NotImplementedError")
            return ("open" if is_open else "wrong"), output["evalue"]
    for output in outputs:
        said = output.get("data", {}).get(MIME)
        if said:
            return said["outcome"], "" if said["outcome"] == "right" else WORDS[said["outcome"]]
    points = number_shown(outputs)
    if points is None:
        return "right", ""
    return ("partly", f"{points:g} points") if points else ("wrong", "no points")


def number_shown(outputs: list) -> float | None:
    """The number that a test cell displays as its last value; None where it displays none."""
    shown = [each for each in outputs if each["output_type"] == "execute_result"]
    try:
        return float(shown[0]["data"]["text/plain"])
    except (IndexError, KeyError, TypeError, ValueError):
        return None


def of_task(outcomes: Iterable[str]) -> str:
    """The outcome of a task whose tests came out so."""
    return next(each for each in WORDS if each in set(outcomes))
