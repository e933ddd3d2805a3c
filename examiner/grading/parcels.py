"""What goes into grading one submission, and what comes out: bytes and plain data only."""

import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Base, Gradebook
from sqlalchemy import create_engine, insert, select

from examiner.collecting.arrival import arrival_file
from examiner.collecting.untrusted import Most, read
from examiner.course import Course, NotReleasedError, is_data
from examiner.kit import step
from examiner.notebooks.plan import read_plan

# Tables of the gradebook that say what an assignment asks; the others are about students.
ASKED = "course assignment notebook base_cell grade_cells solution_cells task_cells source_cell"
# An author's own files are not bounded as a student's are.
OWN = Most(entries=10**6, size=2**31)


@dataclass(frozen=True)
class Assignment:
    """What all submissions share.

    Attributes
    ----------
    name : str
    files : dict of str to bytes
        The source notebooks and what lies beside them.
    gradebook : bytes
        An SQLite gradebook that knows the assignment and no student.
    digest : str
        Of all that a mark depends on.
    """

    name: str
    files: dict[str, bytes]
    gradebook: bytes
    digest: str


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Attributes
    ----------
    student : str
    files : dict of str to bytes
    arrived : bytes or None
        The collector's record of the time.
    notes : list of str
        What was left out, in words for the instructor.
    """

    student: str
    files: dict[str, bytes]
    arrived: bytes | None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Graded:
    """What came of a submission.

    Attributes
    ----------
    student : str
    files : dict of str to bytes
        The graded notebooks and what lies beside them; empty where none could be graded.
    notes : list of str
    error : str or None
        Why it, or a notebook of it, could not be graded.
    seconds : float
    machine : list of str
        What is to be known of the machine that graded it.
    ran_over : bool
        The error is that it takes too long, or too much: it is not tried again by itself.
    """

    student: str
    files: dict[str, bytes]
    notes: list[str]
    error: str | None
    seconds: float
    machine: list[str] = field(default_factory=list)
    ran_over: bool = False


def read_assignment(course: Course) -> Assignment:
    """Pack an assignment.

    Parameters
    ----------
    course : Course

    Raises
    ------
    NotReleasedError
        Where it was never released.
    """
    files, _ = read(
        course.folder("source"),
        most=OWN,
        skip=lambda name: name.endswith(".npz"),
        trusted=True,
    )
    with Gradebook(course.gradebook_url) as gradebook:
        names = [each.name for each in gradebook.assignments]
        if course.assignment not in names:
            raise NotReleasedError(
                f"{course.assignment} is not in the gradebook. Run: {step('release')}"
            )
    digest = hashlib.sha256()
    for name in sorted(each for each in files if each.endswith(".ipynb")):
        stem = name.removesuffix(".ipynb")
        plan = read_plan(
            course.gradebook_url, course.assignment, stem, str(course.folder("source"))
        )
        digest.update(repr((name, plan.cells, sorted(plan.others), sorted(plan.always))).encode())
    for name in sorted(filter(is_data, files)):
        digest.update(f"{name}\0".encode() + files[name])
    return Assignment(
        course.assignment, files, _asked(course.gradebook_url), digest.hexdigest()[:16]
    )


def _asked(url: str) -> bytes:
    """A copy of the gradebook without students, as the bytes of an SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gradebook.db"
        theirs, ours = create_engine(url), create_engine(f"sqlite:///{path}")
        Base.metadata.create_all(ours)
        with theirs.connect() as source, ours.begin() as copy:
            for table in Base.metadata.sorted_tables:
                if table.name in ASKED.split():
                    rows = [dict(row._mapping) for row in source.execute(select(table))]
                    if rows:
                        copy.execute(insert(table), rows)
        theirs.dispose()
        ours.dispose()
        return path.read_bytes()


def read_submission(course: Course, student: str) -> Submission:
    """Pack a submission; links and devices are left out."""
    folder = course.folder("submitted", student)
    files, notes = read(folder)
    record = arrival_file(folder)
    return Submission(student, files, record.read_bytes() if record.exists() else None, notes)


def write_files(folder: Path, files: dict[str, bytes], arrived: bytes | None = None) -> None:
    """Lay files under a folder.

    Parameters
    ----------
    folder : Path
    files : dict of str to bytes
    arrived : bytes, optional
        The collector's record of the time, laid beside the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if arrived is not None:
        arrival_file(folder).write_bytes(arrived)


def digest_of(assignment: Assignment, submission: Submission, late: bool = False) -> str:
    """Tells whether a submission, or what is asked, changed since it was graded.

    Parameters
    ----------
    assignment : Assignment
    submission : Submission
    late : bool
        It came too late; a deadline that is moved may change that.

    Returns
    -------
    str
    """
    digest = hashlib.sha256(assignment.digest.encode())
    for name, data in sorted(submission.files.items()):
        digest.update(os.fsencode(f"{name}\0{len(data)}\0") + data)
    digest.update((submission.arrived or b"") + b"late" * late)
    return digest.hexdigest()
