"""``release_feedback`` for those who came by the exchange; the others get it another way.

nbgrader's own ends at the first who did not: nobody behind them gets any.
"""

import glob
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash

from examiner.course import NOTE
from homework.files import replace, shown

# What nbgrader's submit puts beside the notebooks: by it a student's fetch finds the pages.
SECRET = "submission_secret.txt"


class ReleaseToWhoCame(ExchangeReleaseFeedback):
    """Takes the place of nbgrader's, which looks for the secret beside the pages."""

    def copy_files(self):
        course = self.coursedir
        excluded = course.student_id_exclude.split(",")
        pattern = course.format_path(course.feedback_directory, "*", course.assignment_id)
        for folder in map(Path, sorted(glob.glob(pattern))):
            student = folder.parent.name
            if student in excluded or course.student_id not in ("*", "", student):
                continue
            secret = self._secret(student)
            if secret is None:
                self.log.warning(
                    "%s %s: did not hand in by the exchange, and gets no feedback there",
                    NOTE,
                    shown(student),
                )
                continue
            for page in sorted(folder.glob("*.html")):
                name = notebook_hash(secret=secret, notebook_id=page.stem)
                replace(Path(self.dest_path, f"{name}.html"), page.read_bytes())
            self.log.info("Released the feedback of %s", shown(student))

    def _secret(self, student):
        course = self.coursedir
        submitted = course.format_path(course.submitted_directory, student, course.assignment_id)
        path = Path(submitted, SECRET)
        return path.read_text(encoding="utf-8") if path.is_file() else None
