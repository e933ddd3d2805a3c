"""The preprocessor that grades: student cells go to the candidate, test cells to the examiner."""

from pathlib import Path

from nbformat.v4 import new_markdown_cell, new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Integer

from examiner.course import NOTE, SandboxError, data_in
from examiner.exam.budget import Budget, budget_of
from examiner.exam.inside import Candidate, Ended
from examiner.exam.outside import desk_of_process
from examiner.exam.scope import scope_of
from examiner.exam.words import failure, within
from examiner.notebooks.plan import read_plan
from examiner.sandbox.bubblewrap import require_sandbox
from examiner.sandbox.warm import warm_start
from examiner.sandbox.workspace import Limits, Room
from homework.files import visible

UNSAFE = (
    "**Graded without a sandbox.** This notebook ran with the rights of the person who graded it; "
    "its marks are not protected from what it did."
)

# How a question says that it was given up; see questions.py.
NO_ANSWER = "no answer within"
# By it the grader knows whom to grade again, alone; see grade.py.
STARVED = "it ran out of time while others kept the machine busy"

STARTS = 3
UNPROTECTED = "This test ran in the student's own process: its points are not protected from it.\n"


class Examine(NbGraderPreprocessor):
    """Takes the place of nbgrader's Execute: two processes instead of one."""

    timeout = Integer(300, help="Seconds that a cell of the student may take.").tag(config=True)
    answer_timeout = Integer(150, help="Seconds that one answer to a test may take.").tag(
        config=True
    )
    budget = Integer(900, help="Seconds that all notebooks of a submission may take.").tag(
        config=True
    )
    memory_mb = Integer(4096, help="Memory of a submission, in MB.").tag(config=True)
    processes = Integer(64, help="Processes of a submission.").tag(config=True)
    cpu_s = Integer(1800, help="Seconds of CPU of a submission's process.").tag(config=True)
    disk_mb = Integer(512, help="Files of a submission, in MB.").tag(config=True)
    restarts = Integer(5, help="How often a submission that dies is started again.").tag(
        config=True
    )
    unsafe_no_sandbox = Bool(
        False, help="Run submissions with your own rights. Only for notebooks of your own."
    ).tag(config=True)

    def preprocess(self, nb, resources):
        if not self.unsafe_no_sandbox:
            require_sandbox()
            warm_start()  # it imports the libraries while the examiner's kernel starts
        names = resources["nbgrader"]
        course = self.parent.parent.coursedir
        source = course.format_path(course.source_directory, ".", names["assignment"])
        plan = read_plan(names["db_url"], names["assignment"], names["notebook"], source)
        submitted = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        exam = Exam(plan, submitted, self, data_in(source))
        exam.budget = budget_of(self.parent.parent, names["student"], self.budget)
        try:
            exam.take(nb.cells)
            exam.close()
            for note in exam.notes:
                whose = f"{names['student']}, {names['notebook']}"
                self.log.warning("%s %s: %s", NOTE, whose, visible(note))
        finally:
            exam.close()
        if self.unsafe_no_sandbox:
            nb.cells.insert(0, new_markdown_cell(UNSAFE))
        return nb, resources

    @property
    def limits(self):
        """The bounds, as a room takes them."""
        return Limits(self.memory_mb, self.processes, self.cpu_s, self.disk_mb)


class Exam:
    """One notebook's exam: its cells in order, each in its process.

    Parameters
    ----------
    plan : Plan
    submitted : str or Path
        The submission's folder.
    settings : Examine
    data : Path or None
        The assignment's data.
    """

    def __init__(self, plan, submitted, settings, data=None):
        self.tests = {cell.name: cell for cell in plan.cells if cell.is_test}
        self.code = plan.code
        self.submitted = Path(submitted)
        self.settings = settings
        self.data = data
        self.desk = desk_of_process()
        self.desk.answer_timeout = settings.answer_timeout
        self.budget = Budget(settings.budget)
        self.candidate = None
        self.gone = "the notebook ended too often"
        self.ran = []
        self.restarts = 0
        self.notes = []

    def take(self, cells):
        """Run all cells; every test cell gets its outputs.

        Parameters
        ----------
        cells : list of NotebookNode

        Returns
        -------
        list of str
            What the instructor should know.
        """
        code = [cell for cell in cells if cell.cell_type == "code"]
        for cell in code:
            cell.outputs, cell.execution_count = [], None
            if cell.metadata.get("nbgrader", {}).get("grade_id") in self.tests:
                cell.outputs = [failure("This test was not run.")]
        self._start_in_time()
        for cell in code:
            self._keep_to_budget()
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in self.tests:
                test = self.tests[name]
                outputs = self._test_inside(test) if test.inside else self._test(test)
                cell.outputs = within(test.points, outputs)
            elif cell.source.strip():
                cell.outputs = self._run(cell)
        return self.notes

    def _run(self, cell):
        if self.candidate is None:
            return [failure(f"This cell was not run: {self.gone}.")]
        try:
            outputs = self.candidate.run(cell.source)
        except Ended as reason:
            self.notes.append(f"a cell ended its process: {reason}")
            self._restart()
            return [failure(f"This cell ended the notebook's process: {reason}.")]
        self.ran.append(cell.source)
        return outputs

    def _test(self, test):
        if self.candidate is None:
            return [failure(f"The notebook was not asked: {self.gone}.")]
        scope = scope_of(test.source, self.code)
        self.desk.show(self.data)
        waited = self.candidate.waited()
        outputs, ended = self.desk.test(test.source, scope, self.candidate)
        if NO_ANSWER in str(outputs):
            self.candidate.note_time(self.desk.answer_timeout, waited)
        if ended:
            self.notes.append(f"{test.name} ended the notebook's process: {ended}")
            self._restart()
        return outputs

    def _test_inside(self, test):
        """A test that reaches into the student's process, which can make it say anything."""
        if self.candidate is None:
            return [failure(f"The notebook was not asked: {self.gone}.")]
        try:
            outputs = self.candidate.run(test.source)
        except Ended as reason:
            self.notes.append(f"{test.name} ended the notebook's process: {reason}")
            self._restart()
            outputs = [failure(f"This test ended the notebook's process: {reason}.")]
        return [new_output("stream", text=UNPROTECTED), *outputs]

    def _keep_to_budget(self):
        """Give what comes next no more time than is left, and end what has spent it all."""
        if self.candidate is not None and self.budget.is_spent:
            self._end_for(str(self.budget))
        if self.candidate is not None:
            self.candidate.timeout = self.budget.of(self.settings.timeout)
        self.desk.answer_timeout = self.budget.of(self.settings.answer_timeout)

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
            room = Room(self.desk.questions, self.settings.limits, sandbox, self.data)
            left_out = room.take_in(self.submitted)
            self.notes += [note for note in left_out if note not in self.notes]
            self.candidate = Candidate(room, self.settings.timeout)
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
        """End the candidate and throw its room away."""
        if self.candidate is not None:
            if self.candidate.starved and STARVED not in self.notes:
                self.notes.append(STARVED)
            self.candidate.stop()
            self.candidate.room.close()
            self.candidate = None
