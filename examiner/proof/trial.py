"""Trying many answers in one kernel: the cells that they share run once."""

import contextlib
import re
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell
from nbgrader.utils import determine_grade

from examiner.authoring.drawn import OTHERS, is_drawn, with_seed
from examiner.course import data_in
from examiner.exam.inside import Candidate
from examiner.exam.outside import Examiner
from examiner.exam.scope import scope_of
from examiner.notebooks.cells import is_seen, is_solution, is_test, name_of, tasks_of
from examiner.notebooks.names import Uses, bound_in, imported_in, names_of
from examiner.notebooks.regions import divide, unmarked
from examiner.proof.asserts import tripped
from examiner.sandbox.bubblewrap import sandbox_works
from examiner.sandbox.workspace import Limits, Workspace

ANSI = re.compile(r"\x1b\[[0-9;]*m")

# The names of the notebook, kept before the first answer and put back after each.
KEEP = "__kept = dict(get_ipython().user_ns)"
# Nobody looks at what an answer draws: it is drawn, and not turned into a picture.
UNSEEN = 'get_ipython().display_formatter.formatters["image/png"].enabled = False'
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
    let_by : set of str
        Test cells that took points by their hidden part alone: the student reads 'Right.'.
    """

    messages: dict
    asserts: set
    let_by: set = field(default_factory=set)


class Trial:
    """A solved notebook in the exam, in which single answers are replaced and tested.

    Parameters
    ----------
    path : Path
        A source notebook.
    seeds : sequence of int or None, optional
        Those of the hidden numbers with which a right answer is asked; None is the source's own.
    """

    def __init__(self, path, seeds=(None, *OTHERS)):
        self.seeds = seeds
        notebook = nbformat.read(path, as_version=4)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self.tests = [cell for cell in code if is_test(cell)]
        others = [cell for cell in code if cell not in self.tests and not is_seen(cell)]
        self.shared = [unmarked(cell.source) for cell in others]
        self._solutions = {name_of(cell): unmarked(cell.source) for cell in others}
        self.tasks = [name_of(cell) for cell in code if is_solution(cell)]
        self.task_of = tasks_of(notebook.cells)
        self._data = data_in(Path(path).parent)
        self._examiner = self._candidate = None

    @contextlib.contextmanager
    def started(self, answers=None):
        """Run the solved notebook; end its processes after the ``with`` block.

        Parameters
        ----------
        answers : list of Answer, optional
            Those that will be asked: cells on whose names neither they nor the tests depend, such
            as drawings, are left out. All cells run by default.
        """
        self._examiner = Examiner()
        # The answers are the kit's own: where there is no sandbox they run without.
        workspace = Workspace(self._examiner.questions, Limits(), sandbox_works(), self._data)
        self._examiner.show(self._data)
        self._candidate = Candidate(workspace, timeout=300)
        try:
            self._candidate.start()
            for source in self.shared if answers is None else self._needed(answers):
                self._candidate.run(source)
            for source in (UNSEEN, KEEP):
                self._candidate.run(source)
            yield self
        finally:
            self._candidate.stop()
            workspace.close()
            self._examiner.close()

    def _needed(self, answers):
        written = [cell for answer in answers for cell in answer.cells]
        solved = [self._solutions[task] for task in self.tasks]
        tests = [test.source for test in self.tests]
        reads = set().union(*(names_of(each).reads for each in [*written, *solved, *tests]))
        reached = Uses(map(names_of, self.shared)).reached(reads)
        return [each for each in self.shared if reached & names_of(each).binds.keys()]

    def reaching(self, answer):
        """The tests that can reach an answer by its names, through the notebook's other cells.

        Parameters
        ----------
        answer : Answer

        Returns
        -------
        list of NotebookNode
        """
        uses = Uses(map(names_of, [*self.shared, *answer.cells]))
        written = bound_in([*answer.cells, self._solutions[answer.task]])
        # What both import is the same: it makes no test depend on the answer.
        written -= imported_in(answer.cells) & imported_in(self.shared)
        return [test for test in self.tests if written & uses.reached(names_of(test.source).reads)]

    def ask(self, answer, tests=None):
        """Run an answer in the place of the solution, and tests of the notebook.

        Parameters
        ----------
        answer : Answer
        tests : list of NotebookNode, optional
            All of the notebook by default.

        Returns
        -------
        Outcome
        """
        for source in answer.cells:
            self._candidate.run(source)
        outcome = Outcome({}, set())
        for test in self.tests if tests is None else tests:
            name = name_of(test)
            said = self._with_seeds(answer, test, outcome.asserts)
            outcome.messages[name] = said
            if said is not None and self._only_hidden(test):
                outcome.let_by.add(name)
        self._candidate.run(RESTORE)
        return outcome

    def _with_seeds(self, answer, test, found):
        """What a test says. A right answer keeps it whatever numbers are drawn, and one that only
        the hidden part catches loses it whatever is drawn; the others are asked once."""
        texts = [test.source]
        if is_drawn(test.source) and (answer.kind == "right" or answer.hidden):
            texts = [with_seed(test.source, seed) for seed in self.seeds]
        said = [self._verdict(test, text, found) for text in texts]
        if answer.kind == "right":
            return next((each for each in said if each is not None), None)
        return None if None in said else said[0]

    def _only_hidden(self, test):
        """Whether the hidden part of a test that was just lost is what took its points."""
        kept, secret = divide(test.source)
        # Not told by where it stopped: a line that is shown may have been given hidden numbers.
        return bool(secret) and self._verdict(test, "\n".join(kept)) is None

    def _verdict(self, test, source, found=None):
        scope = scope_of(source, self.shared)
        outputs, _ = self._examiner.test(source, scope, self._candidate)
        cell = new_code_cell(source, metadata=test.metadata, outputs=outputs)
        points, possible = determine_grade(cell)
        if points == possible:
            return None
        errors = [each for each in outputs if each.output_type == "error"]
        if errors and found is not None:
            place = tripped(self._examiner.stopped_at(), source)
            found |= {(name_of(test), *place)} if place else set()
        text = [line for each in errors for line in each.traceback]
        text += [each.get("data", {}).get("text/html", "") for each in outputs]
        return " ".join(ANSI.sub("", " ".join(text)).split())
