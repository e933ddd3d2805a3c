"""The questions of an assignment, as the marking page shows them at the left."""

import importlib
import json
import threading
import time
from collections import Counter, OrderedDict

import nbformat
from nbgrader.api import Gradebook
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from examiner.course import CourseError
from examiner.marking.book import Book
from examiner.marking.rows import Place
from examiner.marking.showing import markdown_as_html
from examiner.marking.submissions import Submissions
from examiner.marking.tables import (
    HELD,
    LOOKS,
    MARKS,
    NBGRADER,
    LockedError,
    Store,
    is_lock,
)
from examiner.marks.reading import late_in
from examiner.notebooks.schemes import questions_in

# Answers and texts that are rendered and kept; seconds that who is late is remembered.
KEPT, LATE_FOR = 600, 10.0


class UnknownError(CourseError):
    """A question or an answer that is not there."""


class Questions:
    """What a person marks in one assignment.

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
