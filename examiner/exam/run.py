"""A notebook's run: its cells in order, the student's in one process, the tests in another."""

from nbformat.v4 import new_output

from examiner.course import SandboxError
from examiner.exam.beside import take_files
from examiner.exam.budget import Budget
from examiner.exam.doubts import doubts_of, of_files
from examiner.exam.inside import Candidate, Ended
from examiner.exam.outside import examiner_of_process
from examiner.exam.reasons import ending
from examiner.exam.scope import scope_of
from examiner.exam.slicing import NOT_RUN
from examiner.exam.stopwatch import COMPUTING, WALL
from examiner.exam.words import failure, within
from examiner.notebooks.cells import nbgrader_metadata
from examiner.notebooks.given import repaired, version_of
from examiner.notebooks.names import names_as_written
from examiner.sandbox.workspace import Workspace

STARTS = 3
# How a question says that it was given up; see questions.py.
NO_ANSWER = "none within"
# By it the grader knows whom to grade again, alone; see grade.py.
STARVED = "it ran out of time while others kept the machine busy"

UNPROTECTED = "This test ran in the student's own process: its points are not protected from it.\n"


class Exam:
    """One notebook's exam: its cells in order, each in its process.

    Parameters
    ----------
    plan : Plan
    beside : Beside
        What lies beside the notebook.
    settings : Examine
    reasons : Reasons
        Remembers which cells stopped, and why.
    data : Path or None
        The assignment's data.

    Attributes
    ----------
    doubts : list of str
        Why it has to be taken again with all cells; always empty where none was left out.
    """

    def __init__(self, plan, beside, settings, reasons, data=None):
        self.plan = plan
        self.reasons = reasons
        self.tests = {cell.name: cell for cell in plan.cells if cell.is_test or cell.seen}
        self.defined = {
            cell.name: names_as_written(cell.released).binds.keys()
            for cell in plan.cells
            if cell.solution and cell.cell_type == "code"
        }
        self.beside = beside
        self.settings = settings
        self.data = data
        self.examiner = examiner_of_process()
        self.examiner.answer_timeout = settings.answer_timeout
        self.budget = Budget(settings.budget)
        self.candidate = None
        self.gone = "the notebook ended too often"
        self.ran = []
        self.restarts = 0
        self.notes = []
        self.left_out = None
        self.doubts = []

    def take(self, cells, left_out=None):
        """Run the cells; every test cell gets its outputs.

        Parameters
        ----------
        cells : list of NotebookNode
        left_out : dict of int to frozenset of str, optional
            By place of each cell that is not run the names that it binds; empty where all of this
            notebook run, and not all of those before it.
        """
        self.left_out = left_out
        left_out = left_out or {}
        for place in left_out:
            cells[place].outputs = [new_output("stream", text=NOT_RUN)]
            cells[place].execution_count = None
        code = [c for i, c in enumerate(cells) if c.cell_type == "code" and i not in left_out]
        for cell in code:
            cell.outputs, cell.execution_count = [], None
            if nbgrader_metadata(cell).get("grade_id") in self.tests:
                cell.outputs = [failure("This test was not run.")]
        self.beside.look_at(cells)
        self._start_in_time()
        early = []
        for cell in code:
            self._keep_to_budget()
            name = nbgrader_metadata(cell).get("grade_id")
            if name in self.tests:
                cell.outputs = self._test(self.tests[name])
                early += [cell] if self.reasons.names_missing(cell.outputs) else []
            elif cell.source.strip():
                cell.outputs = self._run(cell)
            if self.doubts:
                return
        # What a cell further down defines counts as well.
        for cell in early if self.candidate else []:
            cell.outputs = self._test(self.tests[cell.metadata.nbgrader.grade_id])
            self.reasons.explain(cell.outputs)
        self._keep_files()
        self.notes += self.reasons.notes

    def _run(self, cell):
        if self.candidate is None:
            return [failure(f"This cell was not run: {self.gone}.")]
        name = nbgrader_metadata(cell).get("grade_id")
        asked = self.defined.get(name, set())
        try:
            outputs = self.candidate.run(cell.source)
        except Ended as reason:
            self.notes.append(f"a cell ended its process: {reason}")
            self.reasons.saw(cell.source, [ending(reason)], asked)
            self._restart()
            return [failure(f"This cell ended the notebook's process: {reason}.")]
        self.ran.append(cell.source)
        stopped = self.reasons.saw(cell.source, outputs, asked)
        self._look_for_doubts(outputs)
        given = stopped and version_of(cell.source, self.plan)
        if given:
            self._run_given(given, cell, stopped)
        return outputs

    def _run_given(self, given, cell, stopped):
        """One bad line in the imports would take all of them along."""
        source = repaired(given, cell.source)
        self.notes.append(f"the cell {given.name} stopped ({stopped}); as released it ran as well")
        try:
            outputs = self.candidate.run(source)
        except Ended as reason:
            self.notes.append(f"a cell ended its process: {reason}")
            self._restart()
            return
        self.ran.append(source)
        self.reasons.saw(source, outputs)

    def _test(self, test):
        if self.candidate is None:
            return [failure(f"The notebook was not asked: {self.gone}.")]
        if test.inside:
            return self._test_inside(test)
        scope = scope_of(test.source, self.plan.code)
        self.examiner.show(self.data)
        waited = self.candidate.waited()
        outputs, ended = self.examiner.test(test.source, scope, self.candidate)
        if any(each.output_type == "error" for each in outputs):
            self._look_for_doubts(outputs, self.examiner.failed)
        if NO_ANSWER in str(outputs) and COMPUTING not in str(outputs):
            self.candidate.note_time(self.examiner.answer_timeout, waited)
        if ended:
            self.notes.append(f"{test.name} ended the notebook's process: {ended}")
            self.reasons.say_what_ended(outputs, ended)
            self._restart()
        return within(test.points, outputs)

    def _test_inside(self, test):
        """A test that reaches into the student's process, which can make it say anything."""
        try:
            outputs = self.candidate.run(test.source)
        except Ended as reason:
            self.notes.append(f"{test.name} ended the notebook's process: {reason}")
            self._restart()
            outputs = [failure(f"This test ended the notebook's process: {reason}.")]
        self._look_for_doubts(outputs)
        return [new_output("stream", text=UNPROTECTED), *within(test.points, outputs)]

    def _look_for_doubts(self, outputs, failed=list):
        """Note what might not have stopped, had all cells run; where all run, nothing."""
        if self.left_out is not None:
            missing = frozenset().union(*self.left_out.values())
            found = doubts_of(outputs, failed(), missing)
            self.doubts += found if self.left_out else of_files(found)

    def _keep_files(self):
        """What this notebook wrote is there for the next one."""
        if self.candidate is not None:
            most = self.settings.limits.disk_mb * 2**20
            take_files(self.candidate, self.examiner.questions, self.beside.kept, most)

    def _keep_to_budget(self):
        """Give what comes next no more time than is left, and end what has spent it all."""
        if self.candidate is not None and self.budget.is_spent:
            self._end_for(str(self.budget))
        if self.candidate is not None:
            self.candidate.timeout = self.budget.of(self.settings.timeout)
            self.candidate.wall = self.budget.of(WALL * self.settings.timeout)
        self.examiner.answer_timeout = self.budget.of(self.settings.answer_timeout)
        self.examiner.answer_wall = self.budget.of(WALL * self.settings.answer_timeout)

    def _end_for(self, reason):
        self.close()
        self.gone = reason
        self.notes.append(f"{reason}; what is left was not run")

    def _start_in_time(self):
        """Start the candidate; where nothing is left for it, none."""
        if self.budget.is_spent:
            self._end_for(str(self.budget))
        else:
            self._start()

    def _start(self):
        """Start a candidate. Where that fails it is the machine's fault, and no cell's."""
        sandbox = not self.settings.unsafe_no_sandbox
        for _ in range(STARTS):
            workspace = Workspace(self.examiner.questions, self.settings.limits, sandbox, self.data)
            left_out = self.beside.lay_into(workspace)
            self.notes += [note for note in left_out if note not in self.notes]
            self.candidate = Candidate(workspace, self.settings.timeout)
            try:
                return self.candidate.start()
            except Ended as reason:
                why = reason
                self.close()
        raise SandboxError(f"A sandbox could not be had, {STARTS} times in a row: {why}")

    def _restart(self):
        """Start again, and run what has run so far, without a cell that ends it."""
        self.close()
        sources, self.ran = self.ran, []
        self.restarts += 1
        if self.restarts > self.settings.restarts:
            self._end_for(self.gone)
            return
        if self.budget.is_spent:
            self._end_for(str(self.budget))
            return
        self._start()
        try:
            for source in sources:
                self._keep_to_budget()
                if self.candidate is None:
                    return
                self.candidate.run(source)
                self.ran.append(source)
        except Ended:
            self.ran = [each for each in sources if each != sources[len(self.ran)]]
            self._restart()

    def close(self):
        """End the candidate and throw its workspace away."""
        if self.candidate is not None:
            self.budget.took(self.candidate.computed(), self.candidate.waited())
            starved = self.candidate.starved or self.budget.was_starved
            if starved and STARVED not in self.notes:
                self.notes.append(STARVED)
            self.candidate.stop()
            self.candidate.workspace.close()
            self.candidate = None
