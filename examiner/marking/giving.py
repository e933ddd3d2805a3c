"""Giving marks: what the gradebook has of a question, and each change in one transaction."""

import json
import time
from dataclasses import dataclass

from nbgrader.api import new_uuid
from sqlalchemy import and_, delete, insert, select, update

from examiner.course import CourseError
from examiner.marking.marks import Mark, RubricItem, Standing, reconciled
from examiner.marking.rows import rows_of
from examiner.marking.tables import ASIDE, CHANGES, ITEMS, MARKS, NBGRADER

ELSEWHERE = "elsewhere"
T = NBGRADER


class ConflictError(CourseError):
    """Somebody else changed the answer meanwhile; what was to be changed is not."""


@dataclass(frozen=True)
class Marker:
    """Who marks, and which look it is: 1 counts, 2 is a second opinion."""

    name: str
    look: int = 1


class Giving:
    """The marks of one question in a gradebook.

    Parameters
    ----------
    store : Store
    place : Place
    most : float
        The points of the question.
    digest_of : callable
        Takes a student; the digest of what they wrote: a mark belongs to that answer.
    """

    def __init__(self, store, place, most, digest_of):
        self.store, self.place, self.most, self.digest_of = store, place, most, digest_of

    def rubric(self, connection):
        """The items in their order, by id."""
        rows = connection.execute(
            select(ITEMS).where(self.place.of(ITEMS), ITEMS.c.gone == 0).order_by(ITEMS.c.place)
        )
        return {row.id: RubricItem(row.id, row.points, row.text) for row in rows}

    def standings(self, connection, students=None, look=1, locked=False):
        """By student what the gradebook has of the answer.

        Parameters
        ----------
        connection : sqlalchemy.Connection
        students : collection of str, optional
        look : int
        locked : bool
            Keep others from changing them until the transaction ends.

        Returns
        -------
        dict of str to Standing
        """
        rubric = self.rubric(connection)
        query = rows_of(self.place, students)
        if locked:
            # So that nobody changes them between this look and our change: Formgrader, too.
            query = query.with_for_update(of=T["grade"])
        kept = {
            row.student: row
            for row in connection.execute(
                select(MARKS).where(self.place.of(MARKS), MARKS.c.look == look)
            )
            if row.digest == self.digest_of(row.student)
        }
        return {
            row.student: self._standing(row, kept.get(row.student), rubric, look)
            for row in connection.execute(query)
        }

    def _standing(self, row, known, rubric, look):
        mark = Mark(tuple(json.loads(known.carried)), known.free, known.words) if known else Mark()
        score, comment = (row.manual_score, row.manual_comment) if look == 1 else (None, None)
        changed = False
        if look == 1:
            told = reconciled(mark, score, comment, rubric, self.most)
            changed = told != mark and (known is None or known.score != score)
            mark = told
        elif known:
            score, comment = known.score, known.comment
        marker = known.marker if known and not changed else ELSEWHERE if score is not None else ""
        return Standing(
            row.student,
            mark,
            score,
            row.auto_score,
            comment,
            marker,
            known.at if known else 0.0,
            known.version if known else 0,
            {name: row._mapping[name] for name in ("grade", "comment", "submitted", "solution")},
        )

    def give(self, marker, tokens, change):
        """Change the marks of answers, all or none of them.

        Parameters
        ----------
        marker : Marker
        tokens : dict of str to str
            By student what the marker saw; see `Standing.token`.
        change : callable
            Takes the mark that is there and the rubric, returns the new one.

        Returns
        -------
        dict of str to Standing
            As it is now.

        Raises
        ------
        ConflictError
            Where one of them was changed since.
        LockedError
        """
        with self.store.writing() as connection:
            rubric = self.rubric(connection)
            there = self.standings(connection, tokens, marker.look, locked=True)
            changed = [each for each, token in tokens.items() if there[each].token != token]
            if changed:
                by = there[changed[0]].marker or ELSEWHERE
                raise ConflictError(
                    f"This answer was changed meanwhile ({by}). It is shown as it is now; nothing "
                    "of yours was saved over it."
                )
            batch = new_uuid()
            for student in tokens:
                new = change(there[student].mark, rubric)
                if new != there[student].mark:
                    self.put(connection, marker, there[student], new, rubric, batch)
            return self.standings(connection, tokens, marker.look)

    def put(self, connection, marker, there, mark, rubric, batch, undoes=None):
        """Write one mark: in nbgrader's tables where it counts, in ours, and in the log."""
        score, comment = mark.score(rubric, self.most), mark.comment(rubric)
        if marker.look == 1:
            self._into_nbgrader(connection, there, score, comment)
        digest = self.digest_of(there.student) or ""
        facts = {
            "carried": json.dumps(mark.items),
            "free": mark.free,
            "words": mark.words,
            "score": score,
            "comment": comment,
            "marker": marker.name,
            "at": time.time(),
            "version": there.version + 1,
        }
        own = and_(
            self.place.of(MARKS),
            MARKS.c.student == there.student,
            MARKS.c.digest == digest,
            MARKS.c.look == marker.look,
        )
        if not connection.execute(update(MARKS).where(own).values(facts)).rowcount:
            key = {"student": there.student, "digest": digest, "look": marker.look}
            row = {"id": new_uuid(), **self.place._asdict(), **key, **facts}
            connection.execute(insert(MARKS).values(row))
        self._log(
            connection,
            marker,
            batch,
            _told(there.mark, there.score, there.marker),
            _told(mark, score, marker.name),
            student=there.student,
            digest=digest,
            look=marker.look,
            undoes=undoes,
        )

    def _into_nbgrader(self, connection, there, score, comment):
        grades, comments = T["grade"], T["comment"]
        # As Formgrader does.
        waits = score is None and there.auto is None
        connection.execute(
            update(grades)
            .where(grades.c.id == there.ids["grade"])
            .values(manual_score=score, needs_manual_grade=waits)
        )
        if there.ids["comment"]:
            own = comments.c.id == there.ids["comment"]
            connection.execute(update(comments).where(own).values(manual_comment=comment))
        elif comment and there.ids["solution"]:
            row = {"id": new_uuid(), "notebook_id": there.ids["submitted"]}
            row |= {"cell_id": there.ids["solution"], "manual_comment": comment}
            connection.execute(insert(comments).values(row))

    def _log(self, connection, marker, batch, before, after, **more):
        row = {"batch": batch, "at": time.time(), "marker": marker.name, **self.place._asdict()}
        text = {"before": json.dumps(before), "after": json.dumps(after)}
        connection.execute(insert(CHANGES).values({**row, **text, **more}))

    def aside(self, connection, kind, since=0.0):
        """By student the markers who look at an answer now, or leave it for later."""
        rows = connection.execute(
            select(ASIDE).where(self.place.of(ASIDE), ASIDE.c.kind == kind, ASIDE.c.at >= since)
        )
        found = {}
        for row in rows:
            found.setdefault(row.student, set()).add(row.marker)
        return found

    def set_aside(self, marker, student, kind, on=True):
        """Note that a marker looks at an answer, at no other; or leaves it for later."""
        own = and_(self.place.of(ASIDE), ASIDE.c.marker == marker.name, ASIDE.c.kind == kind)
        with self.store.writing() as connection:
            which = own if kind == "open" else and_(own, ASIDE.c.student == student)
            connection.execute(delete(ASIDE).where(which))
            if on:
                row = {"student": student, "kind": kind, "marker": marker.name, "at": time.time()}
                connection.execute(insert(ASIDE).values({**self.place._asdict(), **row}))


def _told(mark, score, marker):
    return {
        "items": mark.items,
        "free": mark.free,
        "words": mark.words,
        "score": score,
        "marker": marker,
    }
