"""The one writer of marks by hand: each change is one transaction, with its line in the log."""

import json
import time
from dataclasses import dataclass, replace
from typing import NamedTuple

from nbgrader.api import new_uuid
from sqlalchemy import and_, delete, insert, or_, select, update

from examiner.course import CourseError
from examiner.marking.marks import Mark, RubricItem, Standing, reconciled
from examiner.marking.tables import ASIDE, CHANGES, ITEMS, MARKS, NBGRADER

ELSEWHERE = "elsewhere"
UNDONE = 10
T = NBGRADER


class Place(NamedTuple):
    """Where a question stands: its answers have this name in this notebook."""

    assignment: str
    notebook: str
    cell: str

    def of(self, table):
        """The rows of one of our tables that belong to it."""
        return and_(*(table.c[name] == value for name, value in self._asdict().items()))


class ConflictError(CourseError):
    """Somebody else changed the answer meanwhile; what was to be changed is not."""


@dataclass(frozen=True)
class Marker:
    """Who marks, and which look it is: 1 counts, 2 is a second opinion."""

    name: str
    look: int = 1


class Book:
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

    # What is there.

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
        query = _answers(self.place, students)
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

    # What is changed.

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

    # Items.

    def learn_items(self, items):
        """Have the items of the mark scheme in the rubric: new lines come, gone ones go unless an
        answer carries them. What markers changed stays as they changed it.

        Parameters
        ----------
        items : list of examiner.notebooks.schemes.Item
        """
        lines = {f"{each.points:g} {each.text}": each for each in items}
        with self.store.reading() as connection:
            known = connection.execute(select(ITEMS).where(self.place.of(ITEMS))).all()
        origins = {row.origin for row in known}
        outdated = [r.id for r in known if r.origin and r.origin not in lines and not r.gone]
        if set(lines) <= origins and not outdated:
            return
        with self.store.writing() as connection:
            known = connection.execute(select(ITEMS).where(self.place.of(ITEMS))).all()
            origins = {row.origin for row in known}
            for place, (origin, item) in enumerate(lines.items()):
                if origin not in origins:
                    self._add(connection, item.points, item.text, place, origin)
            carried = {
                each
                for row in connection.execute(select(MARKS.c.carried).where(self.place.of(MARKS)))
                for each in json.loads(row[0])
            }
            gone = [each for each in outdated if each not in carried]
            connection.execute(update(ITEMS).where(ITEMS.c.id.in_(gone)).values(gone=1))

    def _add(self, connection, points, text, place, origin=""):
        row = {"id": new_uuid(), **self.place._asdict(), "place": place, "gone": 0}
        connection.execute(insert(ITEMS).values(points=points, text=text, origin=origin, **row))
        return row["id"]

    def add_item(self, marker, points, text):
        """A new item at the end; its id."""
        with self.store.writing() as connection:
            own = select(ITEMS.c.place).where(self.place.of(ITEMS))
            last = max((row[0] for row in connection.execute(own)), default=-1)
            item = self._add(connection, points, text, last + 1)
            after = {"points": points, "text": text, "gone": 0}
            self._log(connection, marker, new_uuid(), {"gone": 1}, after, item=item)
            return item

    def change_item(self, marker, item, points, text, gone=False, into=None, dry=False):
        """Reword, reweigh, remove or merge an item; all answers that carry it follow.

        Parameters
        ----------
        marker : Marker
        item : str
        points : float
        text : str
        gone : bool
            Remove it.
        into : str, optional
            Another item that takes its place wherever it is carried.
        dry : bool
            Change nothing, and say whom it would touch.

        Returns
        -------
        list of dict
            Per answer that carries it: student, and its points before and after.
        """
        with self.store.writing() as connection:
            before = self.rubric(connection)
            if item not in before or (into is not None and into not in before):
                raise ConflictError("This item is not there any more.")
            if gone or into:
                after = {name: each for name, each in before.items() if name != item}
            else:
                after = before | {item: RubricItem(item, points, text)}
            touched = []
            batch = new_uuid()
            for look in (1, 2):
                there = self.standings(connection, look=look, locked=True)
                for each in there.values():
                    if item not in each.mark.items:
                        continue
                    mark = _without(each.mark, item, into) if gone or into else each.mark
                    row = {"student": each.student, "look": look, "before": each.score}
                    touched.append(row | {"after": mark.score(after, self.most)})
                    if not dry:
                        own = Marker(marker.name, look)
                        self.put(connection, own, each, mark, after, batch)
            if dry:
                return touched
            old, new = before[item], after.get(item)
            facts = {"gone": 1} if new is None else {"points": new.points, "text": new.text}
            connection.execute(update(ITEMS).where(ITEMS.c.id == item).values(facts))
            told = {"points": old.points, "text": old.text, "gone": 0}
            self._log(connection, marker, batch, told, {**told, **facts}, item=item)
            return touched

    # The log, and back.

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

    # Who is where.

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


def _without(mark, item, into):
    items = [each for each in mark.items if each != item]
    if into and into not in items:
        items.append(into)
    # An answer that carried this item alone was marked, and stays so.
    free = mark.free if items or mark.free is not None else 0.0
    return replace(mark, items=tuple(items), free=free)


def _mark_of(told):
    return Mark(tuple(told["items"]), told["free"], told["words"])


def _told(mark, score, marker):
    return {
        "items": mark.items,
        "free": mark.free,
        "words": mark.words,
        "score": score,
        "marker": marker,
    }


def _answers(place, students=None):
    """nbgrader's rows of a question: a grade and a comment for each submission."""
    base, grade, comment = T["base_cell"], T["grade"], T["comment"]
    notebook, whole, assignment = (
        T["submitted_notebook"],
        T["submitted_assignment"],
        T["assignment"],
    )
    solution = base.alias()
    kinds = ("SolutionCell", "TaskCell")
    query = (
        select(
            whole.c.student_id.label("student"),
            grade.c.id.label("grade"),
            comment.c.id.label("comment"),
            notebook.c.id.label("submitted"),
            solution.c.id.label("solution"),
            grade.c.auto_score,
            grade.c.manual_score,
            comment.c.manual_comment,
        )
        .select_from(grade)
        .join(base, grade.c.cell_id == base.c.id)
        .join(notebook, grade.c.notebook_id == notebook.c.id)
        .join(whole, notebook.c.assignment_id == whole.c.id)
        .join(assignment, whole.c.assignment_id == assignment.c.id)
        .join(T["notebook"], base.c.notebook_id == T["notebook"].c.id)
        .outerjoin(
            solution,
            and_(
                solution.c.notebook_id == base.c.notebook_id,
                solution.c.name == base.c.name,
                solution.c.type.in_(kinds),
            ),
        )
        .outerjoin(
            comment,
            and_(comment.c.notebook_id == notebook.c.id, comment.c.cell_id == solution.c.id),
        )
        .where(
            assignment.c.name == place.assignment,
            T["notebook"].c.name == place.notebook,
            base.c.name == place.cell,
        )
        .order_by(whole.c.student_id)
    )
    if students is not None:
        query = query.where(or_(False, whole.c.student_id.in_(list(students))))
    return query
