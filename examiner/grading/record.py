"""The one writer: it saves results in the course's gradebook and folders, one by one."""

import contextlib
import fcntl
import json
import tempfile
from pathlib import Path

from traitlets.config import Config

from examiner.arrival import put_timestamp
from examiner.aside import replace
from examiner.course import CourseError
from examiner.grading.material import write_files
from examiner.grading.task import RECORDING, autograde, configuration


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
        self._path(graded.student).unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(prefix="recording-") as folder:
            place = Path(folder) / graded.student / self.course.assignment
            write_files(place, graded.files, submission.arrived)
            put_timestamp(place)
            done = autograde(self._configuration(folder), self.course.assignment, graded.student)
        if not done["success"]:
            raise CourseError(f"{graded.student}: the marks could not be saved.\n{done['log']}")
        note = {"digest": digest, "seconds": round(graded.seconds, 1), "notes": graded.notes}
        replace(self._path(graded.student), json.dumps(note, ensure_ascii=False).encode())

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
