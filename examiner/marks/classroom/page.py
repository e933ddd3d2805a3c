"""``python -m examiner page``: one page of a class, for its instructor."""

import os
from urllib.parse import quote

from examiner.course import ASSIGNMENT, KIT, Course, CourseError
from examiner.kit import step
from examiner.marks.classroom.overview import overview
from examiner.marks.classroom.pictures import draw_marks, draw_tasks, kinds_in
from examiner.marks.standing import UNKNOWN, standing_of
from examiner.marks.templates import write_html
from examiner.status import status_of
from homework.outcomes import WORDS

OPTIONS = {"assignment": ASSIGNMENT}


def write_page(course, target):
    """Write the class page.

    Parameters
    ----------
    course : Course
    target : Path

    Raises
    ------
    CourseError
        Where there is nobody.
    """
    people, facts = standing_of(course), overview(course)
    marks = facts["marks"]
    if not people:
        raise CourseError(f"Nobody is on the list, and nobody handed in. Run: {step('collect')}")
    spread, pictures = {}, {}
    if len(marks):
        low, middle, high = marks.quantile([0.25, 0.5, 0.75])
        spread = {"low": low, "middle": middle, "high": high}
        spread |= {"from": marks.min(), "to": marks.max()}
        pictures = {
            "marks": draw_marks(marks, facts["most"]),
            "tasks": draw_tasks(facts["tasks"]),
        }
    facts["broken"] = [*map(_refused, filter(_is_refused, people)), *facts["broken"]]
    words = {kind: WORDS[kind] for kind in kinds_in(facts["tasks"])}
    rows = [_row(course, each, target.parent) for each in people]
    status = status_of(course, people)
    write_html(
        "class.html",
        target,
        spread=spread,
        pictures=pictures,
        words=words,
        people=rows,
        status=status,
        **facts,
    )


def _is_refused(person):
    return person.upload is not None and person.upload.refused


def _refused(person):
    who = person.name or person.upload.upload
    return {"student": person.student, "what": f"the upload of {who}: {person.upload.why}"}


def _row(course, person, here):
    """One person, with links to what there is of theirs."""
    upload = person.upload
    what = [upload.outcome, upload.why] if upload else []
    if not upload:
        what = ["handed in"] if person.handed_in else ["nothing handed in"]
    if person.error:
        what.append(f"not graded: {person.error}")
    elif person.handed_in and not person.graded:
        what.append("to be graded")
    if person.waiting:
        what.append(f"{person.waiting} not marked")
    if person.stale:
        what.append("feedback is older than the marks")
    pages = (
        sorted(course.folder("feedback", person.student).glob("*.html")) if person.graded else []
    )
    links = [(each.stem, quote(os.path.relpath(each, here))) for each in pages]
    return {
        "student": person.student if not person.student.startswith(UNKNOWN) else "",
        "name": person.name,
        "points": person.points,
        "what": "; ".join(filter(None, what)),
        "links": links,
    }


def page(assignment=None):
    """The command: write ``dist/<assignment>-class.html``.

    Parameters
    ----------
    assignment : str, optional
    """
    course = Course(KIT, assignment)
    write_page(course, course.root / "dist" / f"{course.assignment}-class.html")
