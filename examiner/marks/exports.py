"""Marks for other programs: ``nbgrader export --exporter=examiner.marks.exports.MoodleExport``.

`examiner.marks.returning` writes the files that a platform's assignment takes back.
"""

import csv
import io
import sys
from pathlib import Path

import nbformat
import pandas as pd
from nbgrader.plugins import ExportPlugin
from traitlets import Bool

from examiner.collecting.people import participant
from examiner.marks.reading import late_in, marks_in, tests_of, what_counts
from examiner.notebooks.cells import tasks_by_facts, tasks_of
from homework.files import replace

# A spreadsheet would take a text that begins so for a formula.
PARTICIPANT = participant("")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class MarksExport(ExportPlugin):
    """What the exports share: one assignment, and nobody whose mark is above its maximum."""

    file_name = "marks.csv"
    partial = Bool(help="Export while answers wait for a person, and say so in a column.").tag(
        config=True
    )
    coursedir = None
    # Those whose mark is older than what they handed in, or than their deadline.
    outdated = frozenset()
    # Canvas would make an assignment of a column that it does not know.
    says_partial = True

    def export(self, gradebook):
        """Write the marks to the file that ``--to`` names.

        Parameters
        ----------
        gradebook : nbgrader.api.Gradebook
        """
        assignment = self._chosen(gradebook)
        students = list(self._students(gradebook, assignment))
        rows = list(self.rows(gradebook, assignment, [each[:4] for each in students]))
        if self.partial and self.says_partial:
            waiting = {each[0].id: each[4] for each in students}
            rows[0].append("partial")
            for row, (student, count) in zip(rows[1:], waiting.items(), strict=True):
                new = student in self.outdated
                what = "to be graded anew" if new else f"{count} not marked"
                row.append(what if new or count else "")
        path = (
            Path(self.to) if self.to else self._root() / "dist" / f"{assignment}-{self.file_name}"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(map(_plain, row) for row in rows)
        # Excel takes a file without this mark for one in another encoding.
        replace(path, text.getvalue().encode("utf-8-sig"))
        print(f"Wrote {path}")

    def _course(self):
        return self.coursedir or getattr(self.parent, "coursedir", None)

    def _root(self):
        course = self._course()
        return Path(course.root if course else ".")

    def _chosen(self, gradebook):
        names = [each.name for each in gradebook.assignments]
        chosen = [str(each) for each in self.assignment] or names
        if len(chosen) != 1 or chosen[0] not in names:
            sys.exit(
                f"Name one assignment: --assignment '[\"hw3\"]'. There are: {', '.join(names)}."
            )
        return chosen[0]

    def _students(self, gradebook, assignment):
        """Each student's record, the marks of their cells, and what counts in all."""
        cells = marks_in(gradebook, assignment)
        cells["extra"] = cells["given"] - cells["manual"].fillna(cells["auto"]).fillna(0)
        refused = above_maximum(cells)
        if refused:
            lines = [f"{student}, {what}" for student, what in refused.items()]
            print("\n  ".join(["Not exported, for a mark is above its maximum:", *lines]))
        chosen = {str(each) for each in self.student}
        unknown = sorted(chosen - {each.id for each in gradebook.students})
        if unknown:
            print(f"Not in the gradebook, and not exported: {', '.join(unknown)}.")
        if chosen and chosen <= {*unknown}:
            sys.exit("Nothing is exported: nobody is left.")
        open_ = cells[cells["waiting"]].groupby("student").size()
        waiting = sorted(each for each in open_.index if not chosen or each in chosen)
        if waiting and not self.partial:
            sys.exit(
                f"Nothing is exported: answers of {len(waiting)} students wait to be marked "
                f"({', '.join(waiting[:5])}{' ...' * (len(waiting) > 5)}). Mark them; or say "
                "--partial, with nbgrader export --MarksExport.partial=True."
            )
        late = late_in(gradebook, assignment)
        sums = what_counts(cells, late)
        for student in sorted(gradebook.students, key=lambda each: each.id):
            if student.id not in refused and (not chosen or student.id in chosen):
                own = cells[cells["student"] == student.id]
                # Who handed nothing in has no mark; a 0 would be one.
                total = sums.get(student.id)
                count = int(open_.get(student.id, 0))
                yield student, own, total, student.id in late, count

    def rows(self, gradebook, assignment, students):
        """The lines of the file, the header first, and one for each student."""
        raise NotImplementedError


class TaskExport(MarksExport):
    """Marks per exercise and task."""

    def rows(self, gradebook, assignment, students):
        places = self._places(gradebook, assignment)
        columns = list(dict.fromkeys(places.values()))
        exercises = list(dict.fromkeys(each.split(": ")[0] for each in columns))
        head = ("student", "last name", "first name", "email", "late", "sum")
        students = list(students)
        # A column that most classes never need.
        extra = ["extra credit"] if any(own["extra"].any() for _, own, _, _ in students) else []
        yield [*head, *exercises, *columns, *extra]
        for student, own, total, late in students:
            without = own["given"] - own["extra"]
            by_exercise = without.groupby(own["exercise"]).sum()
            where = pd.Series(
                zip(own["exercise"], own["cell"], strict=True), own.index, dtype=object
            )
            by_task = without.groupby(where.map(places)).sum()
            yield [
                *_person(student),
                "disregarded" if late else "",
                total,
                *_numbers(total, (by_exercise.get(each, 0) for each in exercises)),
                *_numbers(total, (by_task.get(each, 0) for each in columns)),
                *_numbers(total, (own["extra"].sum() for _ in extra)),
            ]

    def _places(self, gradebook, assignment):
        """By exercise and graded cell its column, such as "ex1: framing"."""
        places = {}
        for notebook in gradebook.find_assignment(assignment).notebooks:
            tasks = self._tasks(assignment, notebook)
            for cell in (*notebook.grade_cells, *notebook.task_cells):
                place = f"{notebook.name}: {tasks.get(cell.name, cell.name)}"
                places[notebook.name, cell.name] = place
        return dict(sorted(places.items(), key=lambda item: item[1]))

    def _tasks(self, assignment, notebook):
        """By the source notebook; where it is not there by names alone, which have no order."""
        course = self._course()
        folder = course and course.format_path(course.source_directory, ".", assignment)
        path = Path(folder or "", f"{notebook.name}.ipynb")
        if path.is_file():
            return tasks_of(nbformat.read(path, as_version=4).cells)
        tests = [(name, False, True, True) for name in tests_of(notebook)]
        answers = [(cell.name, True, False, True) for cell in notebook.solution_cells]
        return tasks_by_facts([*tests, *answers])


class MoodleExport(MarksExport):
    """For Moodle: Grades, Import, CSV file; the student is known by the ID number."""

    file_name = "moodle.csv"

    def _students(self, gradebook, assignment):
        found = list(super()._students(gradebook, assignment))
        unknown = [
            student.id
            for student, _, total, _, _ in found
            if student.id.startswith(PARTICIPANT) and not student.email and total is not None
        ]
        if unknown:
            sys.exit(
                f"Nothing is exported: Moodle's gradebook cannot match {', '.join(unknown[:5])}"
                f"{' ...' * (len(unknown) > 5)}, who are known by the participant number of one "
                "assignment alone. Give them back as its grading worksheet: python -m examiner "
                f"return {assignment}"
            )
        return found

    def rows(self, gradebook, assignment, students):
        yield [
            "ID number",
            "Last name",
            "First name",
            "Email address",
            f"Assignment: {assignment} (Real)",
        ]
        for student, _, total, _ in students:
            number, *rest = _person(student)
            # A participant's number is Moodle's for one assignment, and nobody's ID number.
            yield ["" if number.startswith(PARTICIPANT) else number, *rest, total]


class CanvasExport(MarksExport):
    """For Canvas: Grades, Import; the student is known by the SIS User ID."""

    file_name = "canvas.csv"
    says_partial = False

    def rows(self, gradebook, assignment, students):
        yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment]
        yield ["Points Possible", "", "", "", "", gradebook.find_assignment(assignment).max_score]
        for student, _, total, _ in students:
            names = [each for each in (student.last_name, student.first_name) if each]
            number = student.lms_user_id or ""
            # Who is known by Canvas' own number alone has no other that is known.
            sis = "" if student.id == number else student.id
            yield [", ".join(names), number, sis, "", "", total]


def _numbers(total, values):
    return [None if total is None else float(each) for each in values]


def _person(student):
    return [student.id, student.last_name or "", student.first_name or "", student.email or ""]


def above_maximum(cells):
    """Whose mark is above its maximum: a slip of the pen, which would reach the platform.

    Extra credit is meant to be above it.

    Parameters
    ----------
    cells : pandas.DataFrame
        See `examiner.marks.reading.marks_by_cell`.

    Returns
    -------
    dict of str to str
        By student, what is the matter.
    """
    extra = cells["given"] - cells["manual"].fillna(cells["auto"]).fillna(0)
    cells = cells.assign(extra=extra)
    wrong = cells[cells["given"] - extra > cells["points"] + 1e-9]
    lines = {}
    for cell in wrong.itertuples():
        line = f"{cell.cell}: {cell.given - cell.extra:g} of {cell.points:g}"
        lines[cell.student] = "; ".join(filter(None, [lines.get(cell.student), line]))
    return lines


def _plain(value):
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    # Many programs end a row at a return.
    text = str(value).replace("\r\n", "\n").replace("\r", " ")
    return f"'{text}" if str(value).startswith(FORMULA) else text
