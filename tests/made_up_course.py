"""What a graded course holds, made up: a plan, its cells, a gradebook, graded notebooks."""

import contextlib
import functools
import json
import os
import sqlite3
import tempfile
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import (
    Assignment,
    Base,
    Gradebook,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    new_uuid,
)
from sqlalchemy import create_engine

from examiner.course import Course
from examiner.notebooks.plan import Plan, PlannedCell

STUB = "raise NotImplementedError  # delete this line, write yours"
PROSE = "Speech is cut into frames before anything else."
SETUP = "import numpy as np"


def answer(name, source, cell_type="code", points=None):
    """A planned cell that a student fills."""
    return PlannedCell(name, cell_type, source, points, True, False, f"sum of {name}")


def locked(name, source, cell_type="code", points=None):
    """A planned cell that nobody but the instructor writes: a test, a question, a given text."""
    return PlannedCell(name, cell_type, source, points, False, True, f"sum of {name}")


FRAMING = answer("framing", f'def framing(signal):\n    """Cut it into frames."""\n    {STUB}')
TEST_FRAMING = locked(
    "test_framing",
    "def check(answer):\n    answer.array(rows=3)\n\n\nverdict(check)\n"
    "# BEGIN HIDDEN TESTS\nverdict(check, seed=2)\n# END HIDDEN TESTS",
    points=1.0,
)
WINDOW = answer("window", "window = None")
TEST_WINDOW = locked("test_window", "assert window is not None, 'no window'", points=0.5)
QUESTION = locked(
    "question_levels",
    "How do the levels of two speakers differ, and why?\n"
    "### BEGIN MARK SCHEME\nModel answer.\n### END MARK SCHEME",
    "markdown",
)
ANSWER = answer("answer_levels", "*TODO: write your answer here.*", "markdown", points=2.0)

PLANNED = [FRAMING, TEST_FRAMING, WINDOW, TEST_WINDOW, QUESTION, ANSWER]
PLAN = Plan(PLANNED, {PROSE, SETUP})
FILLED = {
    "framing": "def framing(signal):\n    return [signal[:400]]",
    "window": "window = np.hamming(400)",
    "answer_levels": "One of them stood nearer to the microphone.",
}


def released():
    """The notebook as students get it."""
    cells = [_released(planned) for planned in PLANNED]
    return [new_code_cell(SETUP, id="setup"), new_markdown_cell(PROSE, id="prose"), *cells]


def filled():
    """The same with all answers written."""
    cells = released()
    for cell in cells:
        cell.source = FILLED.get(cell.id, cell.source)
    return cells


def _released(planned):
    new = new_code_cell if planned.cell_type == "code" else new_markdown_cell
    return new(planned.released, id=planned.name, metadata={"nbgrader": planned.metadata})


def cell_named(cells, name):
    return next(cell for cell in cells if cell.get("id") == name)


def notebook_text(cells):
    """A notebook's file, as it was written: nothing mends it on the way."""
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False)


# The gradebook of an assignment of two notebooks and five points.

ANSWERS = {"ex1": {"framing": None, "answer_levels": 2.0}, "ex2": {"train": None}}
TESTS = {"ex1": {"test_framing": 1.0, "test_framing_tail": 0.5}, "ex2": {"test_train": 1.5}}


def course_in(root):
    """A course folder with the assignment in its gradebook, and nobody who handed it in.

    Parameters
    ----------
    root : Path

    Returns
    -------
    Course
    """
    course = Course(root)
    course.folder("source").mkdir(parents=True)
    for name in TESTS:
        (course.folder("source") / f"{name}.ipynb").write_text(notebook_text([]))
    (root / "gradebook.db").write_bytes(_assignment())
    return course


@functools.cache
def _assignment():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gradebook.db"
        with empty_gradebook(path) as gradebook:
            gradebook.db.add(Assignment("hw3", notebooks=[]))
            gradebook.db.flush()
            notebooks = [_notebook(name) for name in TESTS]
            gradebook.find_assignment("hw3").notebooks = notebooks
            gradebook.db.commit()
        return path.read_bytes()


def empty_gradebook(path):
    """A gradebook without an assignment.

    nbgrader asks a program for the version of a new file; one that has tables is not new.
    """
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return Gradebook(f"sqlite:///{path}")


def _notebook(name):
    notebook = Notebook(name=name)
    for cell, points in TESTS[name].items():
        _source(notebook, cell, "code", locked=True)
        GradeCell(name=cell, notebook=notebook, max_score=points, cell_type="code")
    for cell, points in ANSWERS[name].items():
        _source(notebook, cell, "markdown" if points else "code", locked=False)
        SolutionCell(name=cell, notebook=notebook)
        if points:
            GradeCell(name=cell, notebook=notebook, max_score=points, cell_type="markdown")
    return notebook


def _source(notebook, name, cell_type, locked):
    source = f"def {name}_function(): pass"
    SourceCell(name=name, notebook=notebook, cell_type=cell_type, locked=locked, source=source)


def hand_in(course, student, auto=(), manual=(), extra=(), arrived=None, **person):
    """Put a graded submission into the gradebook.

    Parameters
    ----------
    course : Course
    student : str
    auto, manual, extra : dict of str to float
        By cell the points of its tests, of a person, and on top; what is in neither of the first
        two waits for a person.
    arrived : datetime, optional
    **person
        Of the student: last_name, first_name, email, lms_user_id.
    """
    with _tables(course) as tables:
        _add(tables, "student", id=student, **person)
        (assignment,) = tables.execute(
            "select id from assignment where name = ?", [course.assignment]
        ).fetchone()
        whole = _add(
            tables,
            "submitted_assignment",
            assignment_id=assignment,
            student_id=student,
            timestamp=arrived and arrived.isoformat(" ", "microseconds"),
        )
        graded = tables.execute(
            "select id, name, notebook_id from base_cell natural join grade_cells"
        )
        notebooks = {}
        for cell, name, notebook in graded.fetchall():
            if notebook not in notebooks:
                notebooks[notebook] = _add(
                    tables, "submitted_notebook", assignment_id=whole, notebook_id=notebook
                )
            _add(
                tables,
                "grade",
                cell_id=cell,
                notebook_id=notebooks[notebook],
                auto_score=dict(auto).get(name),
                manual_score=dict(manual).get(name),
                extra_credit=dict(extra).get(name),
                needs_manual_grade=name not in dict(auto),
            )


def enrol(course, student, **person):
    """Add a student who handed nothing in."""
    with _tables(course) as tables:
        _add(tables, "student", id=student, **person)


@contextlib.contextmanager
def _tables(course):
    """The gradebook's tables without nbgrader's objects: a hundred tests would wait for those."""
    with contextlib.closing(sqlite3.connect(course.root / "gradebook.db")) as tables, tables:
        yield tables


def _add(tables, table, **row):
    row = {"id": new_uuid(), **row}
    places = ", ".join("?" * len(row))
    tables.execute(f"insert into {table} ({', '.join(row)}) values ({places})", list(row.values()))
    return row["id"]


# Graded notebooks.


def graded_test(name, *outputs):
    """A test cell with what it said."""
    metadata = {"nbgrader": {"grade_id": name, "grade": True, "solution": False}}
    return {"cell_type": "code", "source": "", "metadata": metadata, "outputs": list(outputs)}


def graded_answer(name, grade=False):
    """A solution cell; one with a grade is marked by a person."""
    metadata = {"nbgrader": {"grade_id": name, "grade": grade, "solution": True}}
    return {"cell_type": "code", "source": "", "metadata": metadata, "outputs": []}


def stopped(message):
    """The output of a test that says what is wrong."""
    return {"output_type": "error", "ename": "Wrong", "evalue": message, "traceback": []}


def put_graded(course, student, **notebooks):
    """Write a student's graded notebooks; by notebook its cells."""
    folder = course.folder("autograded", student)
    folder.mkdir(parents=True, exist_ok=True)
    for name, cells in notebooks.items():
        (folder / f"{name}.ipynb").write_text(notebook_text(cells), encoding="utf-8")


def graded_long_ago(course, student):
    """Let what grading wrote be older than what is handed in from now on."""
    folder = course.folder("autograded", student)
    for path in [*folder.glob("*.ipynb"), folder.with_name(f"{course.assignment}.graded")]:
        if path.exists():
            os.utime(path, (0, 0))
