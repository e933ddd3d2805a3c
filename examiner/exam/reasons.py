"""Why a test was lost, where the student cannot see it: a cell that stopped, a bound that ended it.

A test says "framing is not defined". What it does not know is that the cell which defines framing
stopped in its first line, and why.
"""

import json
import re
import sys
import textwrap
from pathlib import Path

from nbformat.v4 import new_output

from examiner.exam.questions import REFUSED
from examiner.notebooks.names import names_as_written

MISSING = re.compile(r"\b(\w+) is not defined\. Run the cell that defines it\.")
MISSING_INSIDE = re.compile(r"name '(\w+)' is not defined")
DEFINED = re.compile(r"^(?:async )?(?:def|class) +(\w+)|^(\w+) *=[^=]", re.M)
OWN_VERSION = sys.version_info[:2]


def written_with(submitted, notebook):
    """The version of Python that a submitted notebook says it ran with.

    Parameters
    ----------
    submitted : str or Path
        The submission's folder.
    notebook : str

    Returns
    -------
    tuple of int, or None
        Such as (3, 13).
    """
    try:
        text = (Path(submitted) / f"{notebook}.ipynb").read_text(encoding="utf-8")
        version = json.loads(text)["metadata"]["language_info"]["version"]
        major, minor = re.match(r"(\d{1,2})\.(\d{1,3})", version).groups()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return int(major), int(minor)


class Reasons:
    """What is remembered of one notebook's cells.

    Parameters
    ----------
    version : tuple of int, optional
        Of Python, as the notebook says.

    Attributes
    ----------
    stopped : dict of str to str
        By name why the cell stopped that defines it.
    notes : list of str
        What the instructor should know.
    """

    def __init__(self, version=None):
        self.version = version
        self.stopped = {}
        self.notes = []

    def saw(self, source, outputs, asked=frozenset()):
        """Remember how a cell ended.

        Parameters
        ----------
        source : str
        outputs : list of NotebookNode
        asked : set of str
            Names that it should define, whether it does or not.

        Returns
        -------
        str
            Why it stopped; empty where it ran to its end.
        """
        names = names_as_written(source).binds or {
            name for found in DEFINED.findall(source) for name in found if name
        }
        errors = [each for each in outputs if each.output_type == "error"]
        if not errors:
            for name in names:
                self.stopped.pop(name, None)
            return ""
        reason = self._in_words(errors[-1])
        self.stopped |= dict.fromkeys({*names, *asked}, reason)
        return reason

    def _in_words(self, error):
        text = " ".join(f"{error.ename}: {error.evalue}".split())[:300]
        if not (self.version and self.version > OWN_VERSION and _may_be_newer(error)):
            return text
        theirs, ours = (".".join(map(str, each)) for each in (self.version, OWN_VERSION))
        said = f"written with Python {theirs}, graded with {ours}"
        if said not in self.notes:
            self.notes.append(said)
        return f"{text}; {said}"

    def names_missing(self, outputs):
        """True where a test was lost because a name was not there; the reason is added to it."""
        texts = [each.evalue for each in outputs if each.output_type == "error"]
        self.explain(outputs)
        return any(MISSING.search(text) or MISSING_INSIDE.search(text) for text in texts)

    def explain(self, outputs):
        """Add to a message that a name is missing why the cell stopped that defines it.

        Parameters
        ----------
        outputs : list of NotebookNode
            Of a test; they are changed.
        """
        for output in [each for each in outputs if each.output_type == "error"]:
            found = MISSING.search(output.evalue) or MISSING_INSIDE.search(output.evalue)
            reason = found and self.stopped.get(found[1])
            if reason and reason not in output.evalue:
                text = output.evalue.replace(" Run the cell that defines it.", "")
                _say(output, f"{text} The cell that defines {found[1]} stopped with {reason}.")

    def say_what_ended(self, outputs, ended):
        """Say which bound ended the process, in the place of the words that it is gone.

        Parameters
        ----------
        outputs : list of NotebookNode
            Of a test; they are changed.
        ended : str
        """
        for output in [each for each in outputs if each.output_type == "error"]:
            text = output.evalue.replace(f"gave no answer: {REFUSED}", "was ended")
            if REFUSED in output.evalue:
                text = text.replace(REFUSED, "the notebook's process was ended")
                _say(output, f"{text.rstrip('. ')}: {ended}.")


def ending(reason):
    """An output that stands for the end of a cell's process.

    Parameters
    ----------
    reason : Ended
    """
    return new_output("error", ename="the end of its process", evalue=str(reason), traceback=[])


def _may_be_newer(error):
    """True where a newer Python may be the reason: its syntax, or its standard library."""
    if error.ename in ("SyntaxError", "IndentationError", "TabError"):
        return True
    modules = re.findall(r"(?:from|module) '(\w+)[\w.]*'", error.evalue)
    return error.ename in ("ImportError", "AttributeError") and any(
        each in sys.stdlib_module_names for each in modules
    )


def _say(output, text):
    # As `homework.verdicts` shows a wrong answer.
    begins = "".join(output.traceback).startswith("Not right yet.")
    output.evalue = text
    output.traceback = textwrap.wrap(f"Not right yet. {text}" if begins else text, width=80)
