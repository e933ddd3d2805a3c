"""What is done of an assignment, and what is next: ``python -m examiner`` without a word.

Read from the files and the gradebook each time; nothing is kept twice.
"""

from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from examiner.course import Course, CourseError
from examiner.kit import KIT, step
from examiner.marks.standing import UNKNOWN, standing_of

STEPS = RELEASE, COLLECT, GRADE, MARK, RETURN = tuple(
    map(step, ("release", "collect", "grade", "mark", "return"))
)


@dataclass(frozen=True)
class Status:
    """The parts of what is to do, in order.

    Attributes
    ----------
    assignment : str
    parts : tuple of (str, str)
        What there is to say, and the command that moves it on; empty where none does.
    """

    assignment: str
    parts: tuple

    @property
    def next(self):
        """The command that comes next; empty where all is done."""
        # Who is asked by mail, and who never hands in, keeps nobody from the next step.
        commands = [command for _, command in self.parts]
        return next((each for each in STEPS if each in commands), "")

    @property
    def line(self):
        """All in one line, for the end of a command."""
        said = ", ".join(text for text, _ in self.parts)
        return f"{self.assignment}: {said}. " + (f"Next: {self.next}" if self.next else "All done.")


def status_of(course, people=None):
    """Where an assignment stands.

    Parameters
    ----------
    course : Course
    people : list of Standing, optional
        As `standing_of` found them; it is asked by default.

    Returns
    -------
    Status
    """
    if not _is_released(course):
        return Status(course.assignment, (("not released", RELEASE),))
    people = standing_of(course) if people is None else people
    here = [each for each in people if each.handed_in]
    if not here:
        refused = [each for each in people if each.upload and each.upload.refused]
        listed = _listed(people)
        parts = [(f"nobody of {listed} handed in" if listed else "nobody handed in", COLLECT)]
        parts += [(f"{len(refused)} refused", "")] if refused else []
        return Status(course.assignment, tuple(parts))
    return Status(course.assignment, tuple(_parts(course, people, here)))


def _parts(course, people, here):
    page = f"python -m examiner page {course.assignment}"
    refused = sum(1 for e in people if e.upload and e.upload.refused)
    broken = sum(1 for e in here if e.error)
    graded = sum(1 for e in here if e.graded)
    new = len(here) - graded - broken
    waiting = sum(e.waiting for e in people)
    stale = sum(1 for e in people if e.stale)
    # The class page has the rows behind a number that no command moves on.
    yield f"{len(here)} of {_listed(people)} handed in", ""
    if refused:
        yield f"{refused} refused", page
    yield f"{graded} graded", ""
    if new:
        yield f"{new} to be graded", GRADE
    if broken:
        yield f"{broken} broken", page
    if waiting:
        yield f"{_count(waiting, 'answer waits', 'answers wait')} to be marked", MARK
    if stale:
        yield f"feedback older than marks for {stale}", RETURN
    yield ("exported", "") if not stale and _is_exported(course) else ("not exported", RETURN)


def _listed(people):
    """How many there are; an upload of which nothing says whose it is, is nobody more."""
    return sum(1 for each in people if not each.student.startswith(UNKNOWN))


def _count(number, one, many):
    return f"{number} {one if number == 1 else many}"


def _is_released(course):
    file = course.gradebook_url.removeprefix("sqlite:///")
    if file != course.gradebook_url and not Path(file).exists():
        return False  # asking would make one
    with Gradebook(course.gradebook_url) as gradebook:
        try:
            gradebook.find_assignment(course.assignment)
        except MissingEntry:
            return False
    return True


def _is_exported(course):
    """What goes back is as new as the pages of feedback, and those as the marks."""
    packed = feedback_zip(course)
    made = [
        path.stat().st_mtime for path in course.root.glob(f"feedback/*/{course.assignment}.made")
    ]
    return packed.exists() and packed.stat().st_mtime >= max(made, default=0)


def feedback_zip(course):
    """Where `examiner.marks.returning` packs the pages of feedback for the platform."""
    return course.root / "dist" / f"{course.assignment}-feedback.zip"


def tell(course):
    """Print the line that ends a command; it never makes a fault of what went well.

    Parameters
    ----------
    course : Course
    """
    try:
        print(status_of(course).line)
    except Exception as fault:
        print(f"What is next cannot be told: {fault}. See: python -m examiner")


def tell_all(root=KIT):
    """The command without a word: each assignment, each part with the command that moves it on."""
    names = sorted({path.parent.name for path in (root / "source").glob("*/*.ipynb")})
    if not names:
        raise CourseError(f"{root} holds no homework yet: there is no source/<name>/*.ipynb.")
    for name in names:
        status = status_of(Course(root, name))
        print(status.line)
        for text, command in status.parts:
            print(f"  {text:42} {command}".rstrip())
