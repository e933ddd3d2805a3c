"""The preprocessor that grades: student cells go to the candidate, test cells to the examiner."""

import time
from contextlib import closing, suppress
from functools import cache, partial
from pathlib import Path

from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Integer

from examiner.bounded import not_reading
from examiner.course import NOTE, data_in
from examiner.exam.beside import Beside
from examiner.exam.budget import budget_of
from examiner.exam.doubts import of_files
from examiner.exam.reasons import Reasons, written_with
from examiner.exam.run import Exam
from examiner.exam.slicing import slice_of
from examiner.notebooks.plan import read_plan
from examiner.notebooks.reading import read
from examiner.notebooks.restore import restore
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
    whole = Bool(False, help="Run also the released cells on which no mark depends.").tag(
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
        plans = self._plans(names, source)
        submitted = course.format_path(
            course.submitted_directory, names["student"], names["assignment"]
        )
        taking = partial(self._take, plans, submitted, data_in(source), self._budget(names))
        exam = taking(names["notebook"], nb.cells, self._left_out(nb.cells, names, plans))
        if exam.doubts:
            self.log.info("%s runs whole: %s", names["notebook"], visible(exam.doubts[0]))
            if of_files(exam.doubts):
                self._take_earlier_whole(taking, plans, submitted, names["notebook"])
            exam = taking(names["notebook"], nb.cells, None)
        for note in exam.notes:
            whose = f"{names['student']}, {names['notebook']}"
            self.log.warning("%s %s: %s", NOTE, whose, visible(note))
        if self.unsafe_no_sandbox:
            nb.cells.insert(0, new_markdown_cell(UNSAFE))
        return nb, resources

    def _budget(self, names):
        return budget_of(self.parent.parent, names["student"], self.budget)

    def _left_out(self, cells, names, plans):
        """The cells that do not run; None where all do, in this notebook and those before it."""
        if self.whole:
            return None
        found = slice_of(cells, plans[names["notebook"]]()).left_out
        return found or ({} if min(plans) < names["notebook"] else None)

    def _take(self, plans, submitted, data, budget, name, cells, left_out):
        """One exam of a notebook; what it took for nothing is not on the submission's account."""
        others = {each: plan for each, plan in plans.items() if each != name}
        beside, started = Beside(submitted, name, others), time.monotonic()
        exam = Exam(plans[name](), beside, self, Reasons(written_with(submitted, name)), data)
        exam.budget = budget
        with closing(exam):
            exam.take(cells, left_out)
        if exam.doubts:
            budget.give_back(time.monotonic() - started)
        return exam

    def _take_earlier_whole(self, taking, plans, submitted, name):
        """The files that the notebooks before this one write when all their cells run."""
        for earlier in sorted(each for each in plans if each < name):
            with suppress(Exception):  # one that cannot be read wrote none
                cells = read((Path(submitted) / f"{earlier}.ipynb").read_bytes()).cells
                taking(earlier, restore(cells, plans[earlier]())[0], None)

    def _plans(self, names, source):
        """By name how to read the plan of each of the assignment's notebooks."""
        stems = sorted(path.stem for path in Path(source).glob("*.ipynb"))
        return {
            each: cache(partial(read_plan, names["db_url"], names["assignment"], each, source))
            for each in stems
        }

    @property
    def limits(self):
        """The bounds, as a workspace takes them."""
        return Limits(self.memory_mb, self.processes, self.cpu_s, self.disk_mb)
