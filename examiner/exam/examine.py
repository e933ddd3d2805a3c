"""The preprocessor that grades: student cells go to the candidate, test cells to the examiner."""

from functools import partial
from pathlib import Path

from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Integer

from examiner.course import NOTE
from examiner.exam.beside import Beside, take_files
from examiner.exam.inside import Candidate, Ended
from examiner.exam.outside import desk_of_process, failure
from examiner.exam.reasons import Reasons, ending, written_with
from examiner.notebooks.given import repaired, version_of
from examiner.notebooks.names import bound_in, names_as_written, names_of
from examiner.notebooks.plan import read_plan
from examiner.sandbox.bubblewrap import require_sandbox
from examiner.sandbox.workspace import Limits, Room

UNSAFE = (
    "**Graded without a sandbox.** This notebook ran with the rights of the person who graded it; "
    "its marks are not protected from what it did."
)


class Examine(NbGraderPreprocessor):
    """Takes the place of nbgrader's Execute: two processes instead of one."""

    timeout = Integer(300, help="Seconds that a cell of the student may take.").tag(config=True)
    answer_timeout = Integer(150, help="Seconds that one answer to a test may take.").tag(
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
        names = resources["nbgrader"]
        course = self.parent.parent.coursedir
        source = course.format_path(course.source_directory, ".", names["assignment"])
        plan = read_plan(names["db_url"], names["assignment"], names["notebook"], source)
        submitted = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        beside = Beside(submitted, names["notebook"], self._other_plans(names, source))
        exam = Exam(plan, beside, self, Reasons(written_with(submitted, names["notebook"])))
        try:
            for note in exam.take(nb.cells):
                self.log.warning("%s %s, %s: %s", NOTE, names["student"], names["notebook"], note)
        finally:
            exam.close()
        if self.unsafe_no_sandbox:
            nb.cells.insert(0, new_markdown_cell(UNSAFE))
        return nb, resources

    def _other_plans(self, names, source):
        """By name how to read the plans of the assignment's other notebooks."""
        stems = sorted(path.stem for path in Path(source).glob("*.ipynb"))
        return {
            each: partial(read_plan, names["db_url"], names["assignment"], each, source)
            for each in stems
            if each != names["notebook"]
        }

    @property
    def limits(self):
        """The bounds, as a room takes them."""
        return Limits(self.memory_mb, self.processes, self.cpu_s, self.disk_mb)


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
    """

    def __init__(self, plan, beside, settings, reasons):
        self.plan = plan
        self.reasons = reasons
        self.tests = {cell.name: cell.source for cell in plan.cells if cell.is_test}
        self.defined = {
            cell.name: names_as_written(cell.released).binds.keys()
            for cell in plan.cells
            if cell.solution and cell.cell_type == "code"
        }
        self.names = bound_in(
            cell.source for cell in plan.cells if cell.cell_type == "code" and not cell.is_test
        )
        self.beside = beside
        self.settings = settings
        self.desk = desk_of_process()
        self.desk.answer_timeout = settings.answer_timeout
        self.candidate = None
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
        self.beside.look_at(cells)
        try:
            self._start()
        except Ended:  # a busy machine; the submission has not run a line yet
            self.close()
            self._start()
        early = []
        for cell in code:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in self.tests:
                cell.outputs = self._test(name)
                early += [cell] if self.reasons.names_missing(cell.outputs) else []
            elif cell.source.strip():
                cell.outputs = self._run(cell)
        # What a cell further down defines counts as well.
        for cell in early if self.candidate else []:
            cell.outputs = self._test(cell.metadata.nbgrader.grade_id)
            self.reasons.explain(cell.outputs)
        self._keep_files()
        return [*self.notes, *self.reasons.notes]

    def _run(self, cell):
        if self.candidate is None:
            return [failure("This cell was not run: the notebook ended too often before it.")]
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
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

    def _test(self, name):
        if self.candidate is None:
            return [failure("The notebook ended too often to be asked.")]
        asked = self.names & names_of(self.tests[name]).reads
        outputs, ended = self.desk.test(self.tests[name], asked, self.candidate)
        if ended:
            self.notes.append(f"{name} ended the notebook's process: {ended}")
            self.reasons.say_what_ended(outputs, ended)
            self._restart()
        return outputs

    def _keep_files(self):
        """What this notebook wrote is there for the next one."""
        if self.candidate is not None:
            most = self.settings.limits.disk_mb * 2**20
            take_files(self.candidate, self.desk.questions, self.beside.kept, most)

    def _start(self):
        room = Room(self.desk.questions, self.settings.limits, not self.settings.unsafe_no_sandbox)
        self.beside.lay_into(room)
        self.candidate = Candidate(room, self.settings.timeout)
        self.candidate.start()

    def _restart(self):
        """Start again, and run what has run so far, without a cell that ends it."""
        self.close()
        sources, self.ran = self.ran, []
        self.restarts += 1
        if self.restarts > self.settings.restarts:
            self.notes.append("it ended too often; what is left was not run")
            return
        try:
            self._start()
            for source in sources:
                self.candidate.run(source)
                self.ran.append(source)
        except Ended:
            self.ran = [each for each in sources if each != sources[len(self.ran)]]
            self._restart()

    def close(self):
        """End the candidate and throw its room away."""
        if self.candidate is not None:
            self.candidate.stop()
            self.candidate.room.close()
            self.candidate = None
