"""One answer on the screen, and what a key does to its mark."""

import time

from nbformat.v4 import new_code_cell

from examiner.marking.changes import CHANGES_OF_A_MARK
from examiner.marking.questions import UnknownError
from examiner.marking.queue import key_of
from examiner.marking.showing import as_html
from examiner.marking.submissions import (
    answer_cells,
    cell_like,
    outputs_of,
    plain_outputs,
    seen_below,
)
from examiner.marking.waiting import OPEN_FOR, Waiting
from examiner.notebooks.cells import name_of, nbgrader_metadata


class OneAnswer(Waiting):
    """An answer, or several that are the same, which are marked together."""

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


def _proposed(seen, rubric):
    """The items that what a program saw speaks for; a person decides."""
    wanted = [row[3].lower() for row in seen or [] if len(row) > 3 and row[2]]
    return [
        name
        for name, each in rubric.items()
        if each.points > 0 and any(each.text.lower().startswith(start) for start in wanted)
    ]
