"""Feedback pages are written anew where the work, a mark or a comment changed since they were.

nbgrader looks at the time of the submission alone, and skips the pages that exist.
"""

import hashlib
import json
import shutil
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateFeedback

from examiner.marks.answers import Answers
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
    folder = Path(course.format_path(course.autograded_directory, student, assignment))
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.ipynb")):
        digest.update(path.name.encode() + path.read_bytes())
    facts = [Answers.of(course, assignment, student).known]
    with Gradebook(course.db_url) as gradebook:
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return digest.hexdigest()
        facts.append(submission.total_seconds_late)
        for each in submission.notebooks:
            facts += sorted([g.name, *_marks_of(g)] for g in each.grades)
            facts += sorted(
                [c.name, str(c.auto_comment), str(c.manual_comment)] for c in each.comments
            )
    digest.update(json.dumps(facts, sort_keys=True, default=str).encode())
    return digest.hexdigest()


def _marks_of(grade):
    marks = [grade.auto_score, grade.manual_score, grade.extra_credit, grade.max_score]
    return [str(each) for each in [*marks, grade.needs_manual_grade]]


def _text_of(path):
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _remove(pages, converter):
    if converter.coursedir.notebook_id == "*":
        shutil.rmtree(pages, ignore_errors=True)
        return
    for notebook in converter.notebooks:
        (pages / f"{Path(notebook).stem}.html").unlink(missing_ok=True)
