"""Whether what stopped might have gone on, had the cells run that were left out."""

import re

# A cell that cannot be read stops whatever ran before it, and so does a task that is open; a bound
# of ours is met sooner where more runs.
ITS_OWN = {
    *("SyntaxError", "IndentationError", "TabError", "ModuleNotFoundError", "NotImplementedError"),
    *("TimeoutError", "MemoryError", "RecursionError", "the end of its process"),
}
# A test's own outcomes: what stopped the answer stands in their words.
OUTCOMES = {"Wrong", "NotAttempted", "AssertionError"}
STOPPED = re.compile(r"\bstopped with (\w+): (.*)", re.S)
ABSENT = re.compile(r"(?:variable|name) '(\w+)'|\b(\w+) is not defined\b")
FILES = ("FileNotFoundError", "NotADirectoryError", "OSError")


def doubts_of(outputs, failed, missing):
    """Why a notebook has to run whole.

    Parameters
    ----------
    outputs : list of NotebookNode
        Of a student's cell, or of a test.
    failed : list of (str, str)
        Class and words of the errors that the answers to a test were.
    missing : set of str
        Names that are bound by cells that were left out.

    Returns
    -------
    list of str
        Empty where it would stop all the same.
    """
    shown = [(each.ename, each.evalue) for each in outputs if each.output_type == "error"]
    told = [(found[1], found[2]) for _, words in shown for found in STOPPED.finditer(words)]
    absent = {name for _, words in shown for found in ABSENT.findall(words) for name in found}
    stopped = [*(each for each in shown if each[0] not in OUTCOMES), *told, *failed]
    doubts = [f"{kind}: {words}" for kind, words in stopped if _is_doubt(kind, words, missing)]
    return [f"{name} is not there" for name in sorted(absent & missing)] + doubts


def _is_doubt(kind, words, missing):
    if kind in ("NameError", "UnboundLocalError"):
        names = {name for found in ABSENT.findall(words) for name in found}
        return bool(names & missing)
    return kind not in ITS_OWN


def of_files(doubts):
    """Those by which a file may be missing that a cell of an earlier notebook writes."""
    return [each for each in doubts if each.startswith(FILES)]
