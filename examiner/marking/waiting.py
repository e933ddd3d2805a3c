"""Whose answer comes next: the queue of each marker, and what needs no reading."""

import time

from sqlalchemy import func, select

from examiner.marking.giving import Marker
from examiner.marking.questions import Questions
from examiner.marking.queue import (
    due,
    groups,
    key_of,
    pace,
    shuffled,
    similar,
)
from examiner.marking.tables import (
    CHANGES,
    LOOKS,
)

# Seconds that an open answer is somebody's.
OPEN_FOR = 120.0
UNTOUCHED = "nobody (untouched)"


class Waiting(Questions):
    """The answers of each question, in the order in which they are marked."""

    def queue(self, notebook, cell, marker, alike=False, together=True, untouched=False):
        """The answers of a question in this marker's order.

        Parameters
        ----------
        notebook, cell : str
        marker : Marker
        alike : bool
            Similar ones stand next to each other.
        together : bool
            Identical ones are marked together.
        untouched : bool
            Those that were left as they were are in it, too.

        Returns
        -------
        dict
            ``answers``: key, count, state and score of each; ``left_out``: how many are late and
            untouched; ``seconds`` that one takes.
        """
        place, question, _ = self._question(notebook, cell)
        book = self._book(place, question)
        with self.store.reading() as connection:
            first = book.standings(connection)
            there = first if marker.look == 1 else book.standings(connection, look=2)
            later = book.aside(connection, "later")
            busy = book.aside(connection, "open", time.time() - OPEN_FOR)
            times = self._times(connection, place, marker)
            every = connection.execute(select(LOOKS.c.every).where(place.of(LOOKS))).scalar() or 0
        answers = {each: self._answer(each, place) for each in first}
        late = [each for each in first if each in self.late()]
        # Written by nobody: nbgrader gave 0, or the page does.
        empty = [each for each in first if not answers[each] or answers[each].untouched]
        out = {*late, *(() if untouched else empty), *(e for e in first if not answers[e])}
        students = [each for each in shuffled(place, marker.name, first) if each not in out]
        if marker.look == 2:
            marked = [e for e in due(place, students, every) if first[e].score is not None]
            students = [e for e in students if e in marked and first[e].marker != marker.name]
        found = groups(students, lambda each: answers[each].text, together and marker.look == 1)
        if alike:
            found = similar(found, lambda each: answers[each].text)
        return {
            "answers": [self._entry(place, each, there, marker, later, busy) for each in found],
            "left_out": {
                "late": len(late),
                "untouched": 0 if untouched else len({*empty} - {*late}),
            },
            "seconds": pace(times),
        }

    def _entry(self, place, group, there, marker, later, busy):
        own = [there[each] for each in group]
        waits = any(each.score is None and (marker.look == 2 or each.waits) for each in own)
        others = set().union(*(busy.get(each, set()) for each in group)) - {marker.name}
        mine = any(marker.name in later.get(each, set()) for each in group)
        state = "marked" if not waits else "later" if mine else "busy" if others else "waiting"
        return {
            "key": key_of(place, group[0]),
            "count": len(group),
            "state": state,
            "score": own[0].score,
            "marker": own[0].marker,
        }

    def _times(self, connection, place, marker):
        rows = connection.execute(
            select(CHANGES.c.student, func.max(CHANGES.c.at).label("at"))
            .where(
                place.of(CHANGES),
                CHANGES.c.marker == marker.name,
                CHANGES.c.look == marker.look,
                CHANGES.c.student.is_not(None),
            )
            .group_by(CHANGES.c.student)
        )
        return sorted(row.at for row in rows)

    def settle_untouched(self, notebook, cell):
        """Give 0 to what nobody wrote, where nbgrader has not: emptied, or blanks added.

        Returns
        -------
        int
            How many.
        """
        place, question, _ = self._question(notebook, cell)
        book = self._book(place, question)
        with self.store.reading() as connection:
            there = book.standings(connection)
        waiting = {
            each.student: each.token
            for each in there.values()
            if each.waits and (answer := self._answer(each.student, place)) and answer.untouched
        }
        if waiting:
            book.give(Marker(UNTOUCHED), waiting, lambda mark, _: mark.none())
        return len(waiting)
