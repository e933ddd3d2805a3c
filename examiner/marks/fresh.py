"""Feedback pages are written anew where the work, a mark or a comment changed since they were.

nbgrader looks at the time of the submission alone, and skips the pages that exist.
"""

import hashlib
import json
import shutil
from pathlib import Path

from nbgrader.api import (
    BaseCell,
    Comment,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
)
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory

from examiner.marks.answers import Answers
from examiner.marks.reading import grades_in, of_assignment
from homework.files import replace


def refresh_feedback():
    """Have ``nbgrader generate_feedback`` write the pages that are older than what they show."""
    if getattr(GenerateFeedback.init_destination, "refreshes", False):
        return
    stock = GenerateFeedback.init_destination

    def init_destination(converter, assignment_id, student_id):
        pages = Path(converter._format_dest(assignment_id, student_id))
        record = pages.with_name(f"{pages.name}.made")
        shown = what_is_shown(converter.coursedir, assignment_id, student_id)
        excluded = converter.coursedir.student_id_exclude.split(",")
        if student_id not in excluded and not converter.force and _text_of(record) != shown:
            converter.log.info("The pages of %s are older than their marks", student_id)
            _remove(pages, converter)
        goes_on = stock(converter, assignment_id, student_id)
        if goes_on and converter.coursedir.notebook_id == "*":
            record.parent.mkdir(parents=True, exist_ok=True)
            replace(record, shown.encode())
        return goes_on

    init_destination.refreshes = True  # type: ignore[attr-defined]
    GenerateFeedback.init_destination = init_destination


def what_is_shown(course, assignment, student):
    """A digest of all that a student's pages show.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    assignment, student : str

    Returns
    -------
    str
    """
    with Gradebook(course.db_url) as gradebook:
        facts = _facts_of(gradebook, assignment, student)
    return _digest(course, assignment, student, facts.get(student, []))


def stale_in(course):
    """Whose pages of feedback are older than what they show, or are not there.

    Parameters
    ----------
    course : Course

    Returns
    -------
    list of str
        Students who are graded.
    """
    directory = CourseDirectory(root=str(course.root), db_url=course.gradebook_url)
    with Gradebook(course.gradebook_url) as gradebook:
        facts = _facts_of(gradebook, course.assignment)
    found = []
    for student in sorted(facts):
        pages = course.folder("feedback", student)
        shown = _digest(directory, course.assignment, student, facts[student])
        if not pages.is_dir() or _text_of(pages.with_name(f"{pages.name}.made")) != shown:
            found.append(student)
    return found


def _digest(course, assignment, student, facts):
    folder = Path(course.format_path(course.autograded_directory, student, assignment))
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.ipynb")):
        digest.update(path.name.encode() + path.read_bytes())
    facts = [Answers.of(course, assignment, student).known, *facts]
    digest.update(json.dumps(facts, sort_keys=True, default=str).encode())
    return digest.hexdigest()


def _facts_of(gradebook, assignment, student=None):
    """What the gradebook knows, by student; nothing of a submission that it does not know."""
    try:
        submissions = gradebook.assignment_submissions(assignment)
    except MissingEntry:
        return {}
    facts = {e.student_id: [e.total_seconds_late] for e in submissions}
    comments = gradebook.db.query(
        SubmittedAssignment.student_id.label("student"),
        Notebook.name,
        BaseCell.name,
        Comment.auto_comment,
        Comment.manual_comment,
    )
    comments = comments.select_from(Comment).join(BaseCell, Comment.cell_id == BaseCell.id)
    for row in [
        *grades_in(gradebook, assignment, student),
        *of_assignment(comments, Comment, assignment, student),
    ]:
        facts[row.student].append([str(each) for each in row])
    return facts


def _text_of(path):
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _remove(pages, converter):
    if converter.coursedir.notebook_id == "*":
        shutil.rmtree(pages, ignore_errors=True)
        return
    for notebook in converter.notebooks:
        (pages / f"{Path(notebook).stem}.html").unlink(missing_ok=True)
