"""The one writer of marks by hand: each change has its line in the log, by which it is undone."""

import json

from nbgrader.api import new_uuid
from sqlalchemy import select, update

from examiner.marking.giving import ConflictError, Marker
from examiner.marking.marks import Mark
from examiner.marking.rubric import Rubric
from examiner.marking.tables import CHANGES, ITEMS

UNDONE = 10


class Book(Rubric):
    """The marks of one question, and the log of who changed them."""

    def undo(self, marker):
        """Take back the last change of this marker's to this question.

        Returns
        -------
        list of str
            The students whose answers changed; None where nothing is left to undo.

        Raises
        ------
        ConflictError
            Where somebody changed it since.
        """
        with self.store.writing() as connection:
            mine = connection.execute(
                select(CHANGES)
                .where(self.place.of(CHANGES), CHANGES.c.marker == marker.name)
                .order_by(CHANGES.c.number.desc())
                .limit(5000)
            ).all()
            undone = {row.undoes for row in mine if row.undoes}
            batches = dict.fromkeys(row.batch for row in mine if not row.undoes)
            last = next((each for each in list(batches)[:UNDONE] if each not in undone), None)
            if last is None:
                return None
            rows = [row for row in mine if row.batch == last]
            return self._take_back(connection, marker, rows)

    def _take_back(self, connection, marker, rows):
        marks = [row for row in rows if row.student]
        looks = {look: {row.student for row in marks if row.look == look} for look in (1, 2)}
        there = {
            (student, look): standing
            for look, students in looks.items()
            for student, standing in self.standings(connection, students, look, True).items()
        }
        for row in marks:
            if not self._is_as_left(there.get((row.student, row.look)), row):
                raise ConflictError(
                    "This cannot be undone: the answer was changed by somebody else since, or "
                    "another one was handed in."
                )
        batch = new_uuid()
        for row in rows:
            if row.item:
                before, after = json.loads(row.before), json.loads(row.after)
                facts = {name: before[name] for name in before.keys() & {"points", "text", "gone"}}
                connection.execute(update(ITEMS).where(ITEMS.c.id == row.item).values(facts))
                more = {"item": row.item, "undoes": row.batch}
                self._log(connection, marker, batch, after, before, **more)
        rubric = self.rubric(connection)
        for row in marks:
            standing, old = there[row.student, row.look], _mark_of(json.loads(row.before))
            own = Marker(marker.name, row.look)
            self.put(connection, own, standing, old, rubric, batch, undoes=row.batch)
        return [row.student for row in marks]

    def _is_as_left(self, standing, row):
        """True where an answer is, and is marked, as a line of the log left it."""
        after = json.loads(row.after)
        same = standing and (self.digest_of(row.student) or "") == row.digest
        return same and standing.mark == _mark_of(after) and standing.score == after["score"]

    def log(self, connection, most=200):
        """Who changed what, the newest first.

        Returns
        -------
        list of dict
        """
        rows = connection.execute(
            select(CHANGES)
            .where(self.place.of(CHANGES))
            .order_by(CHANGES.c.number.desc())
            .limit(most)
        )
        return [
            {
                "at": row.at,
                "marker": row.marker,
                "student": row.student,
                "look": row.look,
                "item": row.item,
                "before": json.loads(row.before),
                "after": json.loads(row.after),
                "undo": bool(row.undoes),
            }
            for row in rows
        ]


def _mark_of(told):
    return Mark(tuple(told["items"]), told["free"], told["words"])
