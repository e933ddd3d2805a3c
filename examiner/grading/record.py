"""The one writer: it saves results in the course's gradebook and folders, one by one."""

import contextlib
import fcntl
import json
import tempfile
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from traitlets.config import Config

from examiner.arrival import put_timestamp
from examiner.course import CourseError
from examiner.deadline import record_deadline
from examiner.grading.material import write_files
from examiner.grading.task import RECORDING, autograde, configuration
from helpers.files import replace


class Record:
    """What was graded in a course, and from which bytes.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course):
        self.course = course

    def holds(self, student, digest):
        """True where this very submission was graded, and its notebooks are there."""
        try:
            known = json.loads(self._path(student).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return known.get("digest") == digest and self._folder(student).is_dir()

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
        before = self._marks(graded.student) if self._path(graded.student).exists() else {}
        self._path(graded.student).unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(prefix="recording-") as folder:
            place = Path(folder) / graded.student / self.course.assignment
            write_files(place, graded.files, submission.arrived)
            put_timestamp(place)
            done = autograde(self._configuration(folder), self.course.assignment, graded.student)
        if not done["success"]:
            raise CourseError(f"{graded.student}: the marks could not be saved.\n{done['log']}")
        after = self._marks(graded.student) if before else {}
        note = {
            "digest": digest,
            "seconds": round(graded.seconds, 1),
            "notes": graded.notes,
            "changed": {k: [before.get(k), v] for k, v in after.items() if before.get(k) != v},
        }
        replace(self._path(graded.student), json.dumps(note, ensure_ascii=False).encode())

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
            See `examiner.deadline.due`.
        """
        with Gradebook(self.course.gradebook_url) as gradebook:
            record_deadline(gradebook, settings, self.course.assignment)

    def fail(self, graded):
        """Remember why a submission could not be graded; marks that it had stay.

        Parameters
        ----------
        graded : Graded
            With an error.
        """
        self._folder(graded.student).parent.mkdir(parents=True, exist_ok=True)
        note = {"error": graded.error, "notes": graded.notes}
        replace(self._path(graded.student), json.dumps(note, ensure_ascii=False).encode())

    def notes(self):
        """What is known of each graded submission.

        Returns
        -------
        dict of str to dict
            By student ``seconds``; ``notes`` for the instructor; ``changed``, by cell the mark
            before and after it was graded again.
        """
        paths = self.course.root.glob(f"autograded/*/{self.course.assignment}.graded")
        return {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}

    def _configuration(self, folder):
        """nbgrader's autograde with nothing left of it but to save the marks."""
        return configuration(
            self.course.root,
            Config(
                Autograde={"sanitize_preprocessors": [], "autograde_preprocessors": RECORDING},
                CourseDirectory={
                    "submitted_directory": str(folder),
                    "db_url": self.course.gradebook_url,
                },
            ),
        )

    def _folder(self, student):
        return self.course.folder("autograded", student)

    def _path(self, student):
        return self._folder(student).with_name(f"{self.course.assignment}.graded")

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
            yield
