"""The preprocessor that grades: student cells go to the candidate, test cells to the examiner."""

from functools import partial
from pathlib import Path

from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Integer

from examiner.bounded import not_reading
from examiner.course import NOTE, data_in
from examiner.exam.beside import Beside
from examiner.exam.budget import budget_of
from examiner.exam.reasons import Reasons, written_with
from examiner.exam.run import Exam
from examiner.notebooks.plan import read_plan
from examiner.sandbox.bubblewrap import require_sandbox
from examiner.sandbox.warm import warm_start
from examiner.sandbox.workspace import Limits
from homework.files import visible

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

    @not_reading
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
        beside = Beside(submitted, names["notebook"], self._other_plans(names, source))
        reasons = Reasons(written_with(submitted, names["notebook"]))
        exam = Exam(plan, beside, self, reasons, data_in(source))
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
        """The bounds, as a workspace takes them."""
        return Limits(self.memory_mb, self.processes, self.cpu_s, self.disk_mb)
