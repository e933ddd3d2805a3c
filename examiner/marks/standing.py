"""Where each person of a class stands, read from the files and the gradebook."""

from dataclasses import dataclass

from nbgrader.api import Gradebook

from examiner.collecting.collected import Collected
from examiner.collecting.deadline import due
from examiner.collecting.untrusted import last_change
from examiner.converting import config_of_the_kit
from examiner.grading.remembered import Remembered
from examiner.marks.fresh import stale_in
from examiner.marks.reading import late_in, marks_in, submissions_in, what_counts

# How an upload stands here of which nothing says whose it is; no id has a colon.
UNKNOWN = "upload: "


@dataclass
class Standing:
    """One person.

    Attributes
    ----------
    student, name : str
        The first begins with `UNKNOWN` where nothing says whose an upload is.
    upload : Outcome or None
        What became of it; None where nobody collected one from a platform.
    handed_in, graded : bool
        There is a submission; this very one is graded.
    error : str
        Why it could not be graded.
    waiting : int
        Answers that a person has to mark.
    points : float or None
        What counts so far.
    stale : bool
        The pages of feedback are older than the marks, or are not there.
    outdated : bool
        The marks are of what was handed in before, or by a deadline that is another one now, or
        not all of them are saved.
    """

    student: str
    name: str = ""
    upload: object = None
    handed_in: bool = False
    graded: bool = False
    error: str = ""
    waiting: int = 0
    points: float | None = None
    stale: bool = False
    outdated: bool = False


def standing_of(course):
    """Everybody on the list, and who handed in besides.

    Parameters
    ----------
    course : Course

    Returns
    -------
    list of Standing
        In the order of their ids.
    """
    people = {}

    def person(student):
        return people.setdefault(student, Standing(student))

    with Gradebook(course.gradebook_url) as gradebook:
        cells = marks_in(gradebook, course.assignment)
        late = late_in(gradebook, course.assignment)
        sums, moved = what_counts(cells, late), _due_was_moved(gradebook, course.assignment, late)
        for each in gradebook.students:
            person(each.id).name = name_of(each)
    for each in Collected(course).outcomes():
        found = person(each.student or f"{UNKNOWN}{each.upload}")
        found.upload, found.name = each, found.name or each.name
    graded, stale = Remembered(course), set(stale_in(course))
    remembered, again = graded.all(), moved | graded.stopped()
    waiting = cells[cells["waiting"]].groupby("student").size()
    for folder in sorted(course.root.glob(f"submitted/*/{course.assignment}")):
        person(folder.parent.name).handed_in = True
    for student, found in people.items():
        known = remembered.get(student, {})
        found.error = known.get("error", "")
        if student in sums:
            found.outdated = student in again or _newer(course, student, bool(found.error))
            found.graded = not found.error and not found.outdated
            found.points = float(sums[student])
            found.waiting, found.stale = int(waiting.get(student, 0)), student in stale
    return [people[each] for each in sorted(people)]


def name_of(student):
    """A student's name as people say it; empty where the gradebook has none."""
    return " ".join(filter(None, [student.first_name, student.last_name]))


def _newer(course, student, failed):
    """True where a submission came in after that was graded of which the marks are."""
    folder = course.folder("submitted", student)
    notebooks = course.folder("autograded", student)
    graded = notebooks.with_name(f"{course.assignment}.graded")
    if not folder.is_dir():
        return False
    # nbgrader's own command leaves no such file; of what could not be graded it is no word about
    # the marks, which may be older.
    made = [graded] if graded.exists() and not failed else sorted(notebooks.glob("*.ipynb"))
    if not made:
        return True
    arrived = folder.with_name(f"{course.assignment}.arrived")
    times = [last_change(folder), *(path.stat().st_ctime for path in [arrived] if path.exists())]
    return max(times) > max(path.stat().st_mtime for path in made)


def _due_was_moved(gradebook, assignment, late):
    """Those who were graded as late and are not, or the other way: the deadline says another time.

    Returns
    -------
    set of str
    """
    settings = config_of_the_kit().Deadline
    if due(settings, assignment) is None:
        return set()  # one that nbgrader was told stays its own matter
    moved = set()
    for each in submissions_in(gradebook, assignment):
        until = due(settings, assignment, each.student_id)
        is_late = bool(until and each.timestamp and each.timestamp > until)
        if is_late != (each.student_id in late):
            moved.add(each.student_id)
    return moved
