"""``python -m examiner page``: one page of a class, for its instructor."""

from examiner.course import ASSIGNMENT, KIT, Course, CourseError
from examiner.marks.classroom.overview import overview
from examiner.marks.classroom.pictures import draw_marks, draw_tasks, kinds_in
from examiner.marks.templates import write_html
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
        Where nobody was graded yet.
    """
    facts = overview(course)
    marks = facts["marks"]
    if marks.empty:
        raise CourseError("Nobody was graded yet. Run: make grade")
    low, middle, high = marks.quantile([0.25, 0.5, 0.75])
    spread = {"low": low, "middle": middle, "high": high, "from": marks.min(), "to": marks.max()}
    pictures = {
        "marks": draw_marks(marks, facts["most"]),
        "tasks": draw_tasks(facts["tasks"]),
    }
    words = {kind: WORDS[kind] for kind in kinds_in(facts["tasks"])}
    write_html("class.html", target, spread=spread, pictures=pictures, words=words, **facts)


def page(assignment=None):
    """The command: write ``dist/<assignment>-class.html``.

    Parameters
    ----------
    assignment : str, optional
    """
    course = Course(KIT, assignment)
    write_page(course, course.root / "dist" / f"{course.assignment}-class.html")
