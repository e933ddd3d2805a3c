"""Trying many answers in one kernel: the cells that they share run once."""

import contextlib
import re
from dataclasses import dataclass

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell
from nbgrader.utils import determine_grade

from examiner.asserts import PROBE, tripped
from examiner.course import environment
from examiner.regions import nbgrader_metadata, unmarked

ANSI = re.compile(r"\x1b\[[0-9;]*m")

# The names of the notebook, kept before an answer and put back after it.
KEEP = "__kept = dict(get_ipython().user_ns)"
RESTORE = """
for __name in set(get_ipython().user_ns) - set(__kept) - {"__kept"}:
    del get_ipython().user_ns[__name]
get_ipython().user_ns.update(__kept)
"""


@dataclass
class Outcome:
    """What the tests of a notebook said to one answer.

    Attributes
    ----------
    messages : dict of str to str or None
        Test cell to its message; None where it gave all its points.
    asserts : set of (str, int, int)
        The asserts that were tripped: test cell, line, column.
    """

    messages: dict
    asserts: set


class Trial:
    """A solved notebook in a kernel, in which single answers are replaced and tested.

    Parameters
    ----------
    path : Path
        A source notebook.
    folder : Path
        Where its kernel works.
    """

    def __init__(self, path, folder):
        notebook = nbformat.read(path, as_version=4)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self.tests = [cell for cell in code if cell.id.startswith("test_")]
        self.shared = [unmarked(cell.source) for cell in code if cell not in self.tests]
        self.tasks = [cell.id for cell in code if nbgrader_metadata(cell).get("solution")]
        self._client = NotebookClient(
            notebook, timeout=300, allow_errors=True, resources={"metadata": {"path": str(folder)}}
        )

    @contextlib.contextmanager
    def started(self):
        """Start the kernel and run the solved notebook; stop it after the ``with`` block."""
        with self._client.setup_kernel(env=environment()):
            for source in self.shared:
                self._run(source)
            yield self

    def ask(self, answer):
        """Run an answer in the place of the solution, and all tests of the notebook.

        Parameters
        ----------
        answer : Answer

        Returns
        -------
        Outcome
        """
        self._run(KEEP)
        for source in answer.cells:
            self._run(source)
        outcome = Outcome({}, set())
        for test in self.tests:
            outcome.messages[test.id] = self._verdict(test, outcome.asserts)
        self._run(RESTORE)
        return outcome

    def _verdict(self, test, found):
        cell = self._run(test.source, test.metadata)
        points, possible = determine_grade(cell)
        if points == possible:
            return None
        errors = [each for each in cell.outputs if each.output_type == "error"]
        if errors:
            place = tripped(self._run(PROBE).outputs[0].text, test.source)
            found |= {(test.id, *place)} if place else set()
        text = [line for each in errors for line in each.traceback]
        text += [each.get("data", {}).get("text/html", "") for each in cell.outputs]
        return " ".join(ANSI.sub("", " ".join(text)).split())

    def _run(self, source, metadata=None):
        cell = new_code_cell(source, metadata=metadata or {})
        self._client.nb.cells = [cell]
        self._client.execute_cell(cell, 0)
        return cell
