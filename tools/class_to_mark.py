"""A class whose tests are graded and whose answers wait for a person: for the marking page.

Nothing is run for it: a gradebook and graded notebooks are written as grading leaves them, with
what students wrote made up from the model answers.
"""

import base64
import io
import json
import random
import shutil
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import numpy as np
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Base, new_uuid
from nbgrader.utils import compute_checksum
from sqlalchemy import create_engine, insert

from examiner.authoring.samples import model_answer
from examiner.course import KIT, Course
from examiner.marks.answers import digests_of
from examiner.notebooks.cells import is_marked_by_hand, is_solution, name_of, nbgrader_metadata
from examiner.notebooks.regions import divide, unmarked
from examiner.notebooks.schemes import questions_in
from homework.seeing import MIME

STUB = "*TODO: write your answer here, in place of this line.*"
T = Base.metadata.tables
REPORT = "Windows of the test speakers\n" + "\n".join(
    f"{digit:>12}{0.1 + digit / 40:>11.2f}{0.3 - digit / 50:>10.2f}{0.2:>10.2f}{1500:>10}"
    for digit in range(10)
)


def class_to_mark(root, students=20, gradebook_url=None, seed=7):
    """Write a course folder with a class to mark.

    Parameters
    ----------
    root : Path
    students : int
        One in ten left each question as it was; two wrote the same.
    gradebook_url : str, optional
    seed : int

    Returns
    -------
    Course
    """
    course = Course(Path(root), "hw3", gradebook_url)
    shutil.copytree(KIT / "source" / "hw3", course.folder("source"))
    draw = random.Random(seed)
    names = [f"s{number:03}" for number in range(students)]
    engine = create_engine(course.gradebook_url)
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        add = _Rows(connection)
        add("course", id="default_course")
        whole = add("assignment", name="hw3", course_id="default_course")
        handed_in = {}
        for each in names:
            add("student", id=each)
            handed_in[each] = add("submitted_assignment", assignment_id=whole, student_id=each)
        pictures = [_picture(number) for number in range(6)]
        for path in course.notebooks("source"):
            _notebook(course, add, path, whole, handed_in, draw, pictures)
    engine.dispose()
    return course


class _Rows:
    """Adds rows to nbgrader's tables; fast enough for hundreds of students."""

    def __init__(self, connection):
        self.connection = connection

    def __call__(self, table, **row):
        row = {"id": new_uuid(), **row}
        self.connection.execute(insert(T[table]).values(row))
        return row["id"]


def _notebook(course, add, path, whole, handed_in, draw, pictures):
    source = nbformat.read(path, as_version=4).cells
    questions = {each.name: each for each in questions_in(source)}
    notebook = add("notebook", name=path.stem, assignment_id=whole)
    cells = {}
    for name, question in questions.items():
        kind = "code" if question.kind == "plot" else "markdown"
        released = _released(next(c for c in source if name_of(c) == name))
        source_cell = {"cell_type": kind, "locked": False, "source": released, "checksum": "0"}
        add("source_cell", name=name, notebook_id=notebook, **source_cell)
        grade = add("base_cell", name=name, notebook_id=notebook, type="GradeCell")
        add("grade_cells", id=grade, max_score=question.points, cell_type=kind)
        words = add("base_cell", name=name, notebook_id=notebook, type="SolutionCell")
        add("solution_cells", id=words)
        cells[name] = (grade, words)
    kept = [c for c in source if _is_kept(c, questions)]
    for number, (student, submission) in enumerate(handed_in.items()):
        own = add("submitted_notebook", assignment_id=submission, notebook_id=notebook)
        written = {name: _written(q, number, draw) for name, q in questions.items()}
        for name, (grade, words) in cells.items():
            auto = None if written[name] else 0.0
            facts = {"auto_score": auto, "needs_manual_grade": auto is None}
            add("grade", cell_id=grade, notebook_id=own, **facts)
            add("comment", cell_id=words, notebook_id=own)
        graded = [_graded(c, written, number, pictures) for c in kept]
        folder = course.folder("autograded", student)
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(new_notebook(cells=graded), folder / path.name)
        digests = {f"{path.stem}: {n}": {"digest": d} for n, d in digests_of(graded).items()}
        record = folder.with_name("hw3.answers")
        known = json.loads(record.read_text()) if record.exists() else {}
        record.write_text(json.dumps(known | digests))


def _is_kept(cell, questions):
    beside = {name for each in questions.values() for name in each.beside}
    return is_marked_by_hand(cell) or name_of(cell) in beside or "seen_" in name_of(cell)


def _released(cell):
    if cell.cell_type == "markdown":
        return STUB
    return "\n".join([*divide(cell.source)[0], "    raise NotImplementedError"])


def _written(question, number, draw):
    """What a student wrote; None where nothing."""
    if number % 10 == 9:
        return None
    if question.kind == "plot":
        return f"# drawn by {number % 6}\n"
    if number in (3, 4):
        return "The same words, which two of us found together: it depends on the speaker."
    sentences = model_answer(question.scheme).replace("\n", " ").rstrip(".").split(". ")
    chosen = draw.sample(sentences, max(len(sentences) - number % 5, 1))
    return ". ".join([f"I think ({number}) that {chosen[0]}", *chosen[1:]]) + "."


def _graded(cell, written, number, pictures):
    metadata = {"nbgrader": dict(nbgrader_metadata(cell))} if nbgrader_metadata(cell) else {}
    name = name_of(cell)
    if cell.cell_type == "markdown":
        made = new_markdown_cell(written[name] or STUB, id=name, metadata=metadata)
        made.metadata.nbgrader.checksum = compute_checksum(made)
        return made
    made = new_code_cell(cell.source, id=name, metadata=metadata)
    if is_solution(cell):
        made.source = _released(cell) if written[name] is None else written[name]
        made.source += unmarked(cell.source) if written[name] else ""
        if written[name]:
            shown = {"image/png": pictures[number % len(pictures)], "text/plain": "<Figure>"}
            made.outputs = [new_output("display_data", shown)]
    elif name.startswith("seen_"):
        is_labelled = number % 2 == 0
        rows = [
            ["two panels", "yes", True],
            ["both matrices", "yes", True, "two matrices"],
            ["axis labels", "yes" if is_labelled else "no", is_labelled, "the axes are named"],
        ]
        made.outputs = [new_output("display_data", {"text/plain": "Seen", MIME: {"seen": rows}})]
    else:
        made.outputs = [new_output("stream", text=REPORT)]
    return made


def _picture(number):
    """Two matrices side by side, as base64."""
    draw = np.random.default_rng(number)
    figure, axes = plt.subplots(1, 2, figsize=(12, 5.5))
    for ax, title in zip(axes, ("Train", "Test"), strict=True):
        ax.imshow(np.eye(10) * 0.3 + 0.2 * draw.random((10, 10)), vmin=0, vmax=0.5, cmap="cividis")
        ax.set(title=title, xlabel="taken for", ylabel="spoken")
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=72)
    plt.close(figure)
    return base64.b64encode(stream.getvalue()).decode()
