"""What is known of each graded submission: ``autograded/<student>/<assignment>.graded``.

By it the next call knows what it need not grade again, and the class page what was the matter.
While a result is saved, and where that was stopped, ``<assignment>.saving`` stands in its place.
"""

import json
import os

from homework.files import replace


class Remembered:
    """The notes of a course.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course):
        self.course = course

    def hold(self, student, digest):
        """True where this very submission was graded, and its notebooks are there."""
        known = self.of(student)
        return known.get("digest") == digest and self._folder(student).is_dir()

    def ran_over(self, student, digest):
        """True where this very submission took more than it may: it would a second time."""
        return self.of(student).get("ran_over") == digest

    def of(self, student):
        """What is known of a submission; an empty dict where it was never graded.

        Returns
        -------
        dict
            ``digest`` and ``seconds``; or ``error``, why it or a part of it could not be graded,
            and no digest: it is tried again, but for ``ran_over``, the digest of one that took too
            much; ``notes`` for the instructor, and what is to be known of the ``machine``;
            ``changed``, by cell the mark before and after it was graded again.
        """
        try:
            known = json.loads(self._path(student).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def all(self):
        """The same of the whole class, by student."""
        paths = self.course.root.glob(f"autograded/*/{self.course.assignment}.graded")
        return {path.parent.name: self.of(path.parent.name) for path in paths}

    def write(self, student, **facts):
        """Take the place of what was known.

        Parameters
        ----------
        student : str
        **facts
            See `of`.
        """
        path = self._path(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, json.dumps(facts, ensure_ascii=False).encode())
        self._saving(student).unlink(missing_ok=True)

    def confirm(self, student, moment):
        """What was graded is what was there at that moment, whatever touched its files before.

        Parameters
        ----------
        student : str
        moment : float
            In seconds, as of `time.time`.
        """
        path = self._path(student)
        if path.stat().st_mtime < moment:
            os.utime(path, (moment, moment))

    def forget(self, student):
        """Whoever is stopped from here on grades this submission again."""
        self._saving(student).parent.mkdir(parents=True, exist_ok=True)
        self._saving(student).touch()
        self._path(student).unlink(missing_ok=True)

    def stopped(self):
        """Those of whom a part may be saved, and the rest not: grading stopped there.

        Returns
        -------
        set of str
        """
        paths = self.course.root.glob(f"autograded/*/{self.course.assignment}.saving")
        return {path.parent.name for path in paths}

    def _folder(self, student):
        return self.course.folder("autograded", student)

    def _path(self, student):
        return self._folder(student).with_name(f"{self.course.assignment}.graded")

    def _saving(self, student):
        return self._folder(student).with_name(f"{self.course.assignment}.saving")
