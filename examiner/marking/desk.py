"""All that the marking page asks for: questions, queues, answers, marks, items, second looks."""

import importlib
import json
import threading
import time
from collections import Counter, OrderedDict
from dataclasses import replace

import nbformat
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import OperationalError

from examiner.course import CourseError
from examiner.marking.book import Book, Marker, Place
from examiner.marking.marks import Mark
from examiner.marking.queue import (
    agreement,
    due,
    groups,
    key_of,
    pace,
    shuffled,
    similar,
)
from examiner.marking.showing import as_html, markdown_as_html
from examiner.marking.submissions import (
    Submissions,
    answer_cells,
    cell_like,
    outputs_of,
    plain_outputs,
    seen_below,
)
from examiner.marking.tables import (
    CHANGES,
    HELD,
    LOOKS,
    MARKS,
    NBGRADER,
    LockedError,
    Store,
    is_lock,
)
from examiner.marks.reading import late_in
from examiner.notebooks.cells import name_of, nbgrader_metadata
from examiner.notebooks.schemes import questions_in

# Answers that are rendered and kept; seconds that an open answer is somebody's.
KEPT, OPEN_FOR, LATE_FOR = 600, 120.0, 10.0
UNTOUCHED = "nobody (untouched)"


class UnknownError(CourseError):
    """A question or an answer that is not there."""


class Desk:
    """The marking of one assignment.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course):
        self.course = course
        self.store = Store(course.gradebook_url)
        self.submissions = Submissions(course)
        self._sources, self._late = {}, (0.0, {})
        self._shown, self._lock = OrderedDict(), threading.Lock()
        self._learnt = set()

    # Questions.

    def questions(self):
        """What a person marks, in the notebooks' order, with how many wait.

        Returns
        -------
        list of dict
        """
        found = []
        for path in self.course.notebooks("source"):
            for question in self._source(path)["questions"].values():
                place = Place(self.course.assignment, path.stem, question.name)
                with self.store.reading() as connection:
                    there = self._book(place, question).standings(connection)
                own = [each for each in there.values() if each.student not in self.late()]
                touched = [each for each in own if each.auto is None or each.score is not None]
                found.append(
                    {
                        "notebook": path.stem,
                        "cell": question.name,
                        "title": question.title,
                        "points": question.points,
                        "waiting": sum(each.waits for each in own),
                        "all": len(touched),
                    }
                )
        return found

    def what_is_next(self):
        """Where the assignment stands in one line; empty where that cannot be told."""
        try:
            status = importlib.import_module("examiner.status")
            return status.status_of(self.course).line
        except Exception:  # it is said beside the marking, and must not stop it
            return ""

    def _source(self, path):
        stamp = path.stat().st_mtime_ns
        if self._sources.get(path, {}).get("stamp") != stamp:
            cells = nbformat.read(path, as_version=4).cells
            self._sources[path] = {
                "stamp": stamp,
                "questions": {each.name: each for each in questions_in(cells)},
                "cells": cells,
                "stubs": self._stubs(path.stem),
            }
        return self._sources[path]

    def _stubs(self, notebook):
        """What was released in the cells that a person marks, as the gradebook has it."""
        source, book = NBGRADER["source_cell"], NBGRADER["notebook"]
        assignment = NBGRADER["assignment"]
        query = (
            select(source.c.name, source.c.source)
            .join(book, source.c.notebook_id == book.c.id)
            .join(assignment, book.c.assignment_id == assignment.c.id)
            .where(book.c.name == notebook, assignment.c.name == self.course.assignment)
        )
        with self.store.reading() as connection:
            return {row.name: row.source or "" for row in connection.execute(query)}

    def late(self):
        """Who handed in late: what they wrote counts nothing, and is not marked."""
        since, late = self._late
        if time.monotonic() - since > LATE_FOR:
            try:
                with Gradebook(self.course.gradebook_url) as gradebook:
                    late = late_in(gradebook, self.course.assignment)
            except OperationalError as error:
                raise (LockedError(HELD) if is_lock(error) else error) from None
            self._late = (time.monotonic(), late)
        return late

    def _question(self, notebook, cell):
        # The name comes from a page: only the notebooks that are there are looked for.
        path = {each.stem: each for each in self.course.notebooks("source")}.get(notebook)
        question = path and self._source(path)["questions"].get(cell)
        if not question:
            raise UnknownError(f"There is no question {cell} in {notebook}.")
        return Place(self.course.assignment, notebook, cell), question, self._source(path)

    def _book(self, place, question):
        def digest_of(student):
            answer = self._answer(student, place)
            return answer.digest if answer else None

        return Book(self.store, place, question.points, digest_of)

    def _answer(self, student, place):
        path = self.course.folder("source") / f"{place.notebook}.ipynb"
        source = self._source(path)
        stubs = {name: source["stubs"].get(name, "") for name in source["questions"]}
        return self.submissions.answers(student, place.notebook, stubs).get(place.cell)

    def open_question(self, notebook, cell):
        """A question as the page shows it at the left: its text, its scheme, its items.

        Returns
        -------
        dict
        """
        place, question, _ = self._question(notebook, cell)
        book = self._book(place, question)
        if place not in self._learnt:
            book.learn_items(question.items)
            self._learnt.add(place)
        return {
            "notebook": notebook,
            "cell": cell,
            "title": question.title,
            "points": question.points,
            "kind": question.kind,
            "prompt": self._text(question.prompt),
            "scheme": self._text(question.scheme),
            **self.rubric(notebook, cell),
        }

    def rubric(self, notebook, cell):
        """The items, how many answers carry each, and comments that were written before."""
        place, question, _ = self._question(notebook, cell)
        with self.store.reading() as connection:
            items = self._book(place, question).rubric(connection)
            rows = connection.execute(
                select(MARKS.c.carried, MARKS.c.words).where(place.of(MARKS))
            ).all()
            every = connection.execute(select(LOOKS.c.every).where(place.of(LOOKS))).scalar()
        carried = Counter(item for row in rows for item in json.loads(row.carried))
        words = Counter(row.words.strip() for row in rows if row.words.strip())
        return {
            "items": [
                {"id": e.id, "points": e.points, "text": e.text, "carried": carried[e.id]}
                for e in items.values()
            ],
            "comments": [text for text, _ in words.most_common(100)],
            "every": every or 0,
        }

    def _text(self, text):
        return self._cached(("text", text), lambda: markdown_as_html(text))

    def _cached(self, key, make):
        with self._lock:
            if key in self._shown:
                self._shown.move_to_end(key)
                return self._shown[key]
        made = make()
        with self._lock:
            self._shown[key] = made
            while len(self._shown) > KEPT:
                self._shown.popitem(last=False)
        return made

    # The queue.

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

    # One answer.

    def _students(self, place, question, key, together):
        """Whom a key stands for: one student, and those who wrote the same."""
        with self.store.reading() as connection:
            students = [each for each in self._book(place, question).standings(connection)]
        lead = next((each for each in students if key_of(place, each) == key), None)
        answer = lead and self._answer(lead, place)
        if not answer:
            raise UnknownError("This answer is not there any more. Load the question again.")
        late = self.late()
        same = [
            each
            for each in students
            if together
            and each != lead
            and each not in late
            and (other := self._answer(each, place))
            and other.text == answer.text
        ]
        return [lead, *same]

    def show(self, notebook, cell, key):
        """What the right side shows: the answer, and what it talks about.

        Returns
        -------
        dict
            ``answer`` and ``beside``, as HTML, and ``seen``, what a program saw of a plot.
        """
        place, question, source = self._question(notebook, cell)
        (lead,) = self._students(place, question, key, together=False)
        path = self.submissions.path(lead, notebook)
        state = path.stat()
        stamp = (str(path), state.st_mtime_ns, state.st_size, cell)
        return self._cached(stamp, lambda: self._rendered(lead, question, source, notebook))

    def _rendered(self, student, question, source, notebook):
        cells = self.submissions.cells(student, notebook)
        found = [nbgrader_metadata(cell).get("grade_id") for cell in cells]
        where = found.index(question.name)
        beside = []
        for name in question.beside:
            given = next((c.source for c in source["cells"] if name_of(c) == name), "")
            shown, title = outputs_of(cell_like(cells, name, given)), name.replace("_", " ")
            if not shown:
                own = self.submissions.handed_in(student, notebook)
                shown, title = plain_outputs(cell_like(own, name, given)), f"{title}, as handed in"
            html = as_html([new_code_cell("", outputs=shown)]) if shown else ""
            beside.append({"name": title if shown else name.replace("_", " "), "html": html})
        seen = seen_below(cells, where)
        return {"answer": as_html(answer_cells(cells, where)), "beside": beside, "seen": seen}

    def open_answer(self, notebook, cell, key, marker, together=True, names=False):
        """Note who looks at an answer, and say how it stands.

        Returns
        -------
        dict
            See `_told`.
        """
        place, question, _ = self._question(notebook, cell)
        students = self._students(place, question, key, together and marker.look == 1)
        book = self._book(place, question)
        with self.store.reading() as connection:
            others = book.aside(connection, "open", time.time() - OPEN_FOR).get(students[0], set())
            told = self._told(connection, book, students, marker, names)
        book.set_aside(marker, students[0], "open")
        return told | {"busy": sorted(others - {marker.name})}

    def _told(self, connection, book, students, marker, names=False):
        there = book.standings(connection, students, marker.look)
        rubric = book.rubric(connection)
        lead = there[students[0]]
        comment = lead.mark.comment(rubric) or ""
        answer = self._answer(students[0], book.place)
        later = book.aside(connection, "later").get(students[0], set())
        return {
            "key": key_of(book.place, students[0]),
            "count": len(students),
            "items": list(lead.mark.items),
            "free": lead.mark.free,
            "words": lead.mark.words,
            "score": lead.score if lead.score is not None else lead.auto,
            "waits": lead.score is None and (marker.look == 2 or lead.auto is None),
            "marker": lead.marker,
            "at": lead.at,
            "later": marker.name in later,
            "tokens": {key_of(book.place, s): there[s].token for s in students},
            "comment": self._text(comment) if comment else "",
            "proposed": _proposed(answer.seen if answer else None, rubric),
            "students": students if names else [],
        }

    def mark(self, notebook, cell, key, marker, told, together=True, names=False):
        """Change the mark of an answer, and of those that are the same; saved when it returns.

        Parameters
        ----------
        notebook, cell, key : str
        marker : Marker
        told : dict
            ``do``, one of `CHANGES_OF_A_MARK`, with what it needs, and the ``tokens`` seen.
        together, names : bool

        Returns
        -------
        dict
            How it stands now.
        """
        place, question, _ = self._question(notebook, cell)
        students = self._students(place, question, key, together and marker.look == 1)
        book = self._book(place, question)
        if told.get("do") == "later":
            book.set_aside(marker, students[0], "later", bool(told.get("on", True)))
        else:
            change = CHANGES_OF_A_MARK.get(told.get("do"))
            if change is None:
                raise UnknownError("The page asks for something unknown; load it again.")
            tokens = {each: told.get("tokens", {}).get(key_of(place, each)) for each in students}
            lead = {}

            def changed(mark, rubric):
                # What the first one gets, all get.
                if "new" not in lead:
                    lead["new"] = change(mark, rubric, told, question.points)
                return lead["new"]

            book.give(marker, tokens, changed)
        with self.store.reading() as connection:
            return self._told(connection, book, students, marker, names)

    # Items, undo, the log, second looks.

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
        points, text = _points(told.get("points", 0)), str(told.get("text", "")).strip()
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


def _proposed(seen, rubric):
    """The items that what a program saw speaks for; a person decides."""
    wanted = [row[3].lower() for row in seen or [] if len(row) > 3 and row[2]]
    return [
        name
        for name, each in rubric.items()
        if each.points > 0 and any(each.text.lower().startswith(start) for start in wanted)
    ]


def _points(value):
    try:
        points = float(str(value).replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        points = float("nan")
    if not abs(points) <= 1000:
        raise CourseError(f"{value!r} is no number of points.")
    return round(points, 6)


def _free(mark, rubric, told, most):
    value = str(told.get("points", "")).strip()
    return replace(mark, free=_points(value) if value else None)


# What a marker can do to a mark.
CHANGES_OF_A_MARK = {
    "toggle": lambda mark, rubric, told, most: (
        mark.toggled(told["item"]) if told.get("item") in rubric else mark
    ),
    "full": lambda mark, rubric, told, most: mark.full(rubric, most),
    "none": lambda mark, rubric, told, most: mark.none(),
    "clear": lambda mark, rubric, told, most: Mark(words=mark.words),
    "free": _free,
    "words": lambda mark, rubric, told, most: replace(
        mark, words=str(told.get("words", ""))[:20_000].replace("\r\n", "\n").strip()
    ),
    "propose": lambda mark, rubric, told, most: replace(
        mark,
        items=tuple(dict.fromkeys([*mark.items, *(i for i in told["items"] if i in rubric)])),
        free=mark.free or None,
    ),
}
