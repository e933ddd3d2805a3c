"""What each student gets back in numbers: the sum, and the exercises it is made of."""

import re
from dataclasses import dataclass

from nbgrader.api import Gradebook

from examiner.course import CourseError
from examiner.marks.reading import late_in, marks_in, what_counts
from examiner.marks.standing import name_of
from examiner.marks.templates import as_points


@dataclass(frozen=True)
class Mark:
    """One student's.

    Attributes
    ----------
    student, name : str
    points, most : float
        What counts, and what can be had.
    exercises : list of (str, float, float)
        Name, what was given and what can be had.
    late : bool
    waiting : int
        Answers that are not marked yet.
    """

    student: str
    name: str
    points: float
    most: float
    exercises: list
    late: bool
    waiting: int

    @property
    def comment(self):
        """The mark in a sentence, for a platform's field of comments."""
        parts = ", ".join(
            f"{name} {as_points(given)} of {as_points(most)}"
            for name, given, most in self.exercises
        )
        late = " Handed in after the deadline, so it counts nothing." if self.late else ""
        open_ = f" So far: {self.waiting} not marked yet." if self.waiting else ""
        return f"{as_points(self.points)} of {as_points(self.most)} points: {parts}.{late}{open_}"


def marks_of(course):
    """The marks of everybody who was graded.

    Parameters
    ----------
    course : Course

    Returns
    -------
    dict of str to Mark
        By student.
    """
    with Gradebook(course.gradebook_url) as gradebook:
        cells = marks_in(gradebook, course.assignment)
        late = late_in(gradebook, course.assignment)
        names = {each.id: name_of(each) for each in gradebook.students}
    sums = what_counts(cells, late)
    waiting = cells[cells["waiting"]].groupby("student").size()
    by_exercise = cells.groupby(["student", "exercise"])[["given", "points"]].sum()
    marks = {}
    for student, total in sums.items():
        own = by_exercise.loc[student]
        marks[student] = Mark(
            student,
            names.get(student, ""),
            float(total),
            float(own["points"].sum()),
            [(name, float(row["given"]), float(row["points"])) for name, row in own.iterrows()],
            student in late,
            int(waiting.get(student, 0)),
        )
    return marks


def as_grade(points):
    """Points as platforms read a number: with a point, and as many digits as they keep."""
    return f"{round(points, 5):.10g}"


def refuse_other_maximum(platform, text, most):
    """Refuse to write grades that would mean something else on a platform.

    Parameters
    ----------
    platform, text : str
        Its name, and its maximum as it wrote it.
    most : float
        Points that can be had here.

    Raises
    ------
    CourseError
    """
    number = re.sub(r"[^\d.,]", "", text).replace(",", ".")
    if number and abs(float(number) - most) > 1e-6:
        raise CourseError(
            f"The maximum is {text.strip()} points in {platform}, and {as_points(most)} here: "
            "grades would mean something else. Set it there, download the list anew, and give it "
            "with --worksheet."
        )
