"""A class of thousands whose tasks do nothing: do the scheduler and the one writer keep up?

``python -m tools.simulate`` prints how long the dispatching takes, and the saving.
"""

import tempfile
import time
from pathlib import Path

import psutil
from nbgrader.api import Gradebook

from examiner.authoring.samples import fill_release
from examiner.course import Course
from examiner.grading import single
from examiner.grading.dispatch import dispatch
from examiner.grading.parcels import Graded, Submission, read_assignment, read_submission
from examiner.grading.progress import Progress
from examiner.grading.record import Record
from examiner.grading.workers import workers_of
from examiner.marks.classroom.page import write_page
from examiner.sandbox.bubblewrap import sandbox_works


def simulate(students=2000):
    """Grade one submission, hand its result in for a whole class, and write the class page.

    Parameters
    ----------
    students : int

    Returns
    -------
    seconds, saving, memory : float
        For the class, and the part of it that the writer took; megabytes of this process.
    """
    with tempfile.TemporaryDirectory(prefix="simulate-") as folder:
        course = Course(Path(folder) / "course")
        course.fill_from()
        course.generate()
        course.submit("one", fill_release(course))
        submission = read_submission(course, "one")
        result = single.grade(read_assignment(course), submission, unsafe=not sandbox_works())
        record, progress = Record(course), Progress(students)
        saving, started = 0.0, time.monotonic()

        def save(graded, each):
            nonlocal saving
            before = time.monotonic()
            record.save(graded, each, "digest")
            saving += time.monotonic() - before

        with workers_of() as workers:
            dispatch(
                workers,
                lambda each: workers.submit(_stub, each, result),
                (Submission(f"s{n:05}", submission.files, None) for n in range(students)),
                save,
                progress,
            )
        seconds = time.monotonic() - started
        write_page(course, course.root / "class.html")
        reading = time.monotonic() - started - seconds
        rows = _rows(course)
        size = (course.root / "gradebook.db").stat().st_size / 2**20
    print(f"{students} submissions: {seconds:.0f} s, of which the writer took {saving:.0f} s")
    print(f"gradebook: {rows} rows of grades, {size:.1f} MB; the class page took {reading:.0f} s")
    return seconds, saving, psutil.Process().memory_info().rss / 2**20


def _stub(submission, result):
    return Graded(submission.student, result.files, [], None, 0.0)


def _rows(course):
    with Gradebook(course.gradebook_url) as gradebook:
        submissions = gradebook.assignment_submissions(course.assignment)
        return sum(len(notebook.grades) for each in submissions for notebook in each.notebooks)


if __name__ == "__main__":
    simulate()
