"""Marks, read from the gradebook: per student and exercise, and per test cell."""

import pandas as pd
from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)

from examiner.notebooks.cells import is_graded_by_running

COLUMNS = ("student", "exercise", "cell", "points", "auto", "manual", "given")


def marks_by_cell(course):
    """Every graded cell of every submission.

    Parameters
    ----------
    course : Course

    Returns
    -------
    pandas.DataFrame
        Columns student, exercise, cell, points, auto (points given by tests, nan where a person
        marks), manual (points given by a person, nan where there are none yet), given (what counts
        of these, with extra credit), waiting (True where a person has to mark), and test (True
        where the cell is graded by running it).
    """
    with Gradebook(course.gradebook_url) as gradebook:
        return marks_in(gradebook, course.assignment)


def marks_in(gradebook, assignment):
    """The same of a gradebook that is open."""
    tests = {each.name: tests_of(each) for each in _notebooks(gradebook, assignment)}
    rows = [
        (
            each.student,
            each.notebook,
            each.cell,
            each.points,
            each.auto,
            each.manual,
            each.given,
            bool(each.waits) and each.manual is None,
            each.cell in tests[each.notebook],
        )
        for each in grades_in(gradebook, assignment)
    ]
    columns = [*COLUMNS, "waiting", "test"]
    types = {name: float for name in ("points", "auto", "manual", "given")}
    return pd.DataFrame(rows, columns=columns).astype(types | {"waiting": bool, "test": bool})


def grades_in(gradebook, assignment, student=None):
    """The rows of all grades; in one question, for a class has ten thousand of them.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    assignment : str
    student : str, optional
        Only this one's.

    Returns
    -------
    list of Row
        With student, notebook, cell, points, auto, manual, extra, given and waits.
    """
    question = (
        gradebook.db.query(
            SubmittedAssignment.student_id.label("student"),
            Notebook.name.label("notebook"),
            BaseCell.name.label("cell"),
            Grade.max_score.label("points"),
            Grade.auto_score.label("auto"),
            Grade.manual_score.label("manual"),
            Grade.extra_credit.label("extra"),
            Grade.score.label("given"),
            Grade.needs_manual_grade.label("waits"),
        )
        .select_from(Grade)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
    )
    return of_assignment(question, Grade, assignment, student).all()


def of_assignment(question, kind, assignment, student=None):
    """A question about grades or comments, of one assignment, in a fixed order.

    Parameters
    ----------
    question : sqlalchemy.orm.Query
    kind : type
        `nbgrader.api.Grade` or `nbgrader.api.Comment`.
    assignment : str
    student : str, optional
    """
    question = (
        question.join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name == assignment)
        .order_by(SubmittedAssignment.student_id, Notebook.name, BaseCell.name)
    )
    return (
        question if student is None else question.filter(SubmittedAssignment.student_id == student)
    )


def _notebooks(gradebook, assignment):
    try:
        return gradebook.find_assignment(assignment).notebooks
    except MissingEntry:
        return []


def tests_of(notebook):
    """The names of a notebook's tests, as the gradebook has them."""
    solutions = {cell.name for cell in notebook.solution_cells}
    return {
        cell.name
        for cell in notebook.grade_cells
        if is_graded_by_running(cell.cell_type, True, cell.name in solutions)
    }


def submissions_in(gradebook, assignment):
    """The gradebook's submissions to an assignment; none where it does not know that."""
    try:
        return gradebook.assignment_submissions(assignment)
    except MissingEntry:
        return []


def late_in(gradebook, assignment):
    """Who handed in after the deadline, as the gradebook records it, and by how much.

    Returns
    -------
    dict of str to float
        Seconds, by student.
    """
    submissions = submissions_in(gradebook, assignment)
    return {e.student_id: e.total_seconds_late for e in submissions if e.total_seconds_late > 0}


def what_counts(cells, late):
    """The sum of each student: of what is late nothing counts, also what a person gave.

    Parameters
    ----------
    cells : pandas.DataFrame
        See `marks_by_cell`.
    late : collection of str

    Returns
    -------
    pandas.Series
    """
    sums = cells.groupby("student")["given"].sum()
    sums[sums.index.isin(list(late))] = 0.0
    return sums


def marks_by_exercise(course):
    """The table that an instructor looks at first.

    Returns
    -------
    pandas.DataFrame
        A row for each student, a column for each exercise, their sum, and the points that still
        wait for a person.
    """
    cells = marks_by_cell(course)
    cells["open"] = cells["points"].where(cells["waiting"], 0)
    table = cells.pivot_table("given", "student", "exercise", aggfunc="sum")
    table["sum"] = table.sum(axis=1)
    table["by hand"] = cells.groupby("student")["open"].sum()
    table.columns.name = None
    return table


def automatic_points(course, student):
    """Points that the tests gave to a student, and the most that they could give.

    Returns
    -------
    given, possible : float
    """
    cells = marks_by_cell(course)
    tests = cells[(cells["student"] == student) & cells["test"]]
    return tests["auto"].sum(), tests["points"].sum()
