"""The one writer: it saves results in the course's gradebook and folders, one by one."""

import contextlib
import fcntl
import tempfile
from dataclasses import replace
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from traitlets.config import Config

from examiner.bounded import OverBudgetError, Reading
from examiner.collecting.arrival import put_timestamp
from examiner.collecting.deadline import record_deadline, zone_of
from examiner.converting import config_of_the_kit, convert, one_engine
from examiner.course import CourseError, NbgraderError
from examiner.grading.parcels import write_files
from examiner.grading.remembered import Remembered
from examiner.grading.single import BY_THE_WRITER, grading_configuration, notes_of
from examiner.marks.answers import Answers


class SaveMarks(Autograde):
    """nbgrader's autograde with one pass over a notebook in place of two."""

    def init_notebooks(self):
        # They are put in order already: it is what was graded.
        super(Autograde, self).init_notebooks()

    def convert_single_notebook(self, notebook_filename):
        self._init_preprocessors()
        super(Autograde, self).convert_single_notebook(notebook_filename)


class Record:
    """What was graded in a course, and from which bytes.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course):
        self.course = course
        self.remembered = Remembered(course)

    def save(self, graded, submission, digest):
        """Save a result: the marks in the gradebook, the notebooks in autograded/, then the digest.

        Whoever is stopped in between does it again: the digest comes last.

        Parameters
        ----------
        graded : Graded
        submission : Submission
        digest : str

        Raises
        ------
        CourseError
            Where nbgrader cannot save it.
        """
        before = self._marks(graded.student) if self.remembered.of(graded.student) else {}
        self.remembered.forget(graded.student)
        graded_before = self.course.folder("autograded", graded.student)
        Answers(graded_before.with_name(f"{self.course.assignment}.answers")).learn(graded_before)
        with tempfile.TemporaryDirectory(prefix="saving-") as folder:
            place = Path(folder) / graded.student / self.course.assignment
            write_files(place, graded.files, submission.arrived)
            settings = config_of_the_kit().Deadline
            put_timestamp(place, zone_of(settings, self.course.assignment))
            config = self._configuration(folder)
            try:
                with Reading().counted():
                    done = convert(SaveMarks, config, self.course.assignment, graded.student)
                    # nbgrader catches what memory is refused to, and goes on.
                    if "MemoryError" in done["log"]:
                        raise MemoryError
            except OverBudgetError as error:
                self.fail(replace(graded, error=str(error), ran_over=True), digest)
                return
        if not done["success"]:
            raise NbgraderError(f"{graded.student}: the marks could not be saved.\n{done['log']}")
        after = self._marks(graded.student) if before else {}
        self.remembered.write(
            graded.student,
            # What could not be graded is tried again.
            **(_error_of(graded, digest) if graded.error else {"digest": digest}),
            seconds=round(graded.seconds, 1),
            machine=graded.machine,
            # Both passes say what is missing.
            notes=list(dict.fromkeys([*graded.notes, *notes_of(graded.student, done["log"])])),
            changed={
                name: [before.get(name), mark]
                for name, mark in after.items()
                if before.get(name) != mark
            },
        )

    def fail(self, graded, digest):
        """Remember why a submission could not be graded; marks that it had stay.

        Parameters
        ----------
        graded : Graded
            With an error.
        digest : str
        """
        facts = _error_of(graded, digest)
        self.remembered.write(graded.student, **facts, notes=graded.notes)

    def _marks(self, student):
        with Gradebook(self.course.gradebook_url) as gradebook:
            try:
                submission = gradebook.find_submission(self.course.assignment, student)
            except MissingEntry:
                return {}
            return {
                grade.name: grade.score for each in submission.notebooks for grade in each.grades
            }

    def students(self):
        """Those whose marks the gradebook holds.

        Returns
        -------
        set of str
        """
        with Gradebook(self.course.gradebook_url) as gradebook:
            submissions = gradebook.assignment_submissions(self.course.assignment)
            return {each.student_id for each in submissions}

    def deadline(self, settings):
        """Write the deadline, and who has longer, to the gradebook.

        Parameters
        ----------
        settings : traitlets.config.Config
            See `examiner.collecting.deadline.due`.
        """
        with Gradebook(self.course.gradebook_url) as gradebook:
            record_deadline(gradebook, settings, self.course.assignment)

    def _configuration(self, folder):
        """nbgrader's autograde with nothing left of it but to save the marks."""
        overrides = Config(
            Autograde={"sanitize_preprocessors": BY_THE_WRITER},
            CourseDirectory={"submitted_directory": str(folder)},
        )
        return grading_configuration(self.course.root, self.course.gradebook_url, overrides)

    @contextlib.contextmanager
    def alone(self):
        """Be the only writer of this course.

        Raises
        ------
        CourseError
            Where another one is at work.
        """
        with open(self.course.root / "gradebook.db.lock", "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise CourseError("This course is being graded by another process.") from None
            with one_engine():
                yield


def _error_of(graded, digest):
    """Why it could not be graded; of what would take as much a second time its digest."""
    if not graded.ran_over:
        return {"error": graded.error}
    return {"error": f"{graded.error}; only --force tries it again", "ran_over": digest}
