"""Grading one submission: the bytes of a submission and of its assignment in, the results out.

It is what ``nbgrader autograde`` does, in a folder of its own that is gone afterwards, up to the
point where marks are saved.
"""

import shutil
import tempfile
import time
from pathlib import Path

from nbgrader.converters import Autograde
from traitlets.config import Config

from examiner.bounded import OverBudgetError
from examiner.collecting.deadline import Deadline
from examiner.collecting.untrusted import read
from examiner.converting import configuration, convert
from examiner.course import MACHINE, notes_in
from examiner.grading.parcels import Graded, write_files
from examiner.grading.siblings import FAILED
from examiner.marks.answers import SaveGrades
from examiner.sandbox import machine

# The writer does these, with the gradebook of the course.
BY_THE_WRITER = [SaveGrades, Deadline]


def grade(assignment, submission, unsafe=False, whole=False):
    """Grade a submission.

    Parameters
    ----------
    assignment : Assignment
    submission : Submission
    unsafe : bool
        Without a sandbox.
    whole : bool
        Also the released cells on which no mark depends.

    Returns
    -------
    Graded
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        root = Path(folder)
        write_files(root / "source" / assignment.name, assignment.files)
        (root / "gradebook.db").write_bytes(assignment.gradebook)
        place = root / "submitted" / submission.student / assignment.name
        write_files(place, submission.files, submission.arrived)
        chosen = Config(Examine={"unsafe_no_sandbox": unsafe, "whole": whole})
        config = grading_configuration(root, f"sqlite:///{root / 'gradebook.db'}", chosen)
        done = convert(Autograde, config, assignment.name, submission.student)
        graded = root / "autograded" / submission.student / assignment.name
        # Where a notebook failed, its siblings are there.
        files = read(graded, trusted=True)[0] if graded.is_dir() else {}
        shutil.rmtree(graded, ignore_errors=True)
    notes = [*submission.notes, *notes_of(submission.student, done["log"])]
    failed = [note for note in notes if FAILED in note]
    notes = [note for note in notes if note not in failed]
    if not any(name.endswith(".ipynb") for name in files):
        files, failed = {}, failed or [_why(done.get("error") or done["log"])]
    error = "; ".join(failed) or None
    seconds = time.monotonic() - started
    ran_over = OverBudgetError.__name__ in (error or "")
    return Graded(submission.student, files, notes, error, seconds, machine.said(), ran_over)


def notes_of(student, log):
    """What nbgrader's log says of a student, in our words: "ex1: what" or "what".

    Parameters
    ----------
    student : str
    log : str

    Returns
    -------
    list of str
    """
    found = [note for note in notes_in(log) if not note.startswith(MACHINE)]
    notes = [note.removeprefix(student) for note in found]
    return [note.removeprefix(":").lstrip(" ,") for note in notes]


def grading_configuration(root, gradebook_url, overrides):
    """nbgrader_config.py for a folder elsewhere, with the marks left to the writer."""
    config = configuration(root, gradebook_url)
    steps = [each for each in config.Autograde.autograde_preprocessors if each not in BY_THE_WRITER]
    config.Autograde.autograde_preprocessors = steps
    config.merge(overrides)
    return config


def _why(text):
    """The reason in what nbgrader logged: its last line."""
    if "No notebooks were matched" in text:
        return "there is no notebook to grade"
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    return lines[-1] if lines else "nbgrader gave no reason"
