"""Marks, read from the gradebook: per student and exercise, and per test cell."""

import pandas as pd
from nbgrader.api import Gradebook, MissingEntry


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
        of these, with extra credit), and waiting (True where a person has to mark).
    """
    with Gradebook(course.gradebook_url) as gradebook:
        return marks_in(gradebook, course.assignment)


def marks_in(gradebook, assignment):
    """The same of a gradebook that is open."""
    try:
        submissions = gradebook.assignment_submissions(assignment)
    except MissingEntry:
        submissions = []
    rows = [
        (
            submission.student_id,
            notebook.name,
            grade.name,
            grade.max_score,
            grade.auto_score,
            grade.manual_score,
            grade.score,
            bool(grade.needs_manual_grade) and grade.manual_score is None,
        )
        for submission in submissions
        for notebook in submission.notebooks
        for grade in notebook.grades
    ]
    columns = ["student", "exercise", "cell", "points", "auto", "manual", "given", "waiting"]
    types = {name: float for name in ("points", "auto", "manual", "given")}
    return pd.DataFrame(rows, columns=columns).astype(types | {"waiting": bool})


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
    tests = cells[(cells["student"] == student) & cells["cell"].str.startswith("test_")]
    return tests["auto"].sum(), tests["points"].sum()
