"""All that the marking page asks for; what concerns no single answer stands here itself."""

from sqlalchemy import delete, insert, select

from examiner.course import CourseError
from examiner.marking.changes import points_of
from examiner.marking.giving import Marker
from examiner.marking.one_answer import OneAnswer
from examiner.marking.questions import UnknownError
from examiner.marking.queue import (
    agreement,
    key_of,
)
from examiner.marking.tables import LOOKS


class Desk(OneAnswer):
    """The marking of one assignment: items, undo, the log, second looks.

    Parameters
    ----------
    course : Course
    """

    def change_items(self, notebook, cell, marker, told):
        """Add, change, remove or merge an item; with ``dry`` only say whom it touches.

        Returns
        -------
        dict
            ``touched``, the answers that carry it with their points before and after, and the
            rubric as it is then.
        """
        place, question, _ = self._question(notebook, cell)
        book = self._book(place, question)
        points, text = points_of(told.get("points", 0)), str(told.get("text", "")).strip()
        removes = told.get("gone") or told.get("into")
        if not text and not removes:
            raise CourseError("An item needs a text: it is what the student reads.")
        touched = []
        if told.get("id"):
            touched = book.change_item(
                marker,
                told["id"],
                points,
                " ".join(text.split()),
                gone=bool(told.get("gone")),
                into=told.get("into") or None,
                dry=bool(told.get("dry")),
            )
        elif not told.get("dry"):
            book.add_item(marker, points, " ".join(text.split()))
        rows = [each | {"student": key_of(place, each["student"])} for each in touched]
        return {"touched": rows, **self.rubric(notebook, cell)}

    def undo(self, notebook, cell, marker):
        """Take back this marker's last change of the question.

        Returns
        -------
        dict
            ``keys`` of the answers that changed; None where there was nothing to undo.
        """
        place, question, _ = self._question(notebook, cell)
        students = self._book(place, question).undo(marker)
        keys = None if students is None else [key_of(place, each) for each in students]
        return {"keys": keys, **self.rubric(notebook, cell)}

    def log(self, notebook, cell, names=False):
        """Who changed which mark from what to what, the newest first."""
        place, question, _ = self._question(notebook, cell)
        with self.store.reading() as connection:
            rows = self._book(place, question).log(connection)
        for row in rows:
            if row["student"] and not names:
                row["student"] = key_of(place, row["student"])
        return {"log": rows}

    def ask_second_look(self, notebook, cell, every):
        """Have every n-th answer looked at again; 0 is none."""
        place, _, _ = self._question(notebook, cell)
        with self.store.writing() as connection:
            connection.execute(delete(LOOKS).where(place.of(LOOKS)))
            connection.execute(insert(LOOKS).values(every=max(int(every), 0), **place._asdict()))
        return self.second_looks(notebook, cell)

    def second_looks(self, notebook, cell, names=False):
        """Both marks of what was looked at twice, their difference, and how far they agree.

        Returns
        -------
        dict
        """
        place, question, _ = self._question(notebook, cell)
        book = self._book(place, question)
        with self.store.reading() as connection:
            first = book.standings(connection)
            second = book.standings(connection, look=2)
            every = connection.execute(select(LOOKS.c.every).where(place.of(LOOKS))).scalar() or 0
        both = [
            (first[student], each)
            for student, each in second.items()
            if each.score is not None and first[student].score is not None
        ]
        rows = [
            {
                "key": key_of(place, one.student),
                "student": one.student if names else "",
                "first": {"marker": one.marker, "score": one.score},
                "second": {"marker": two.marker, "score": two.score},
                "difference": round(two.score - one.score, 6),
            }
            for one, two in both
        ]
        rows.sort(key=lambda row: -abs(row["difference"]))
        pairs = [(one.score, two.score) for one, two in both]
        return {"every": every, "rows": rows, "agreement": agreement(pairs)}

    def adopt_second(self, notebook, cell, key, marker):
        """Let the second mark of an answer count."""
        place, question, _ = self._question(notebook, cell)
        (student,) = self._students(place, question, key, together=False)
        book = self._book(place, question)
        with self.store.reading() as connection:
            first = book.standings(connection, [student])[student]
            second = book.standings(connection, [student], look=2)[student]
        if second.score is None:
            raise UnknownError("This answer has no second mark.")
        book.give(Marker(marker.name), {student: first.token}, lambda *_: second.mark)
        return self.second_looks(notebook, cell)
