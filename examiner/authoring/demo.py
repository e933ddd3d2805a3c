"""The whole course in one go, on a small class: release, proof, grades, feedback, marks."""

from examiner.authoring.release import build_and_prove
from examiner.authoring.samples import sample_class
from examiner.course import KIT, Course
from examiner.kit import kit
from examiner.marks.reading import marks_by_exercise

OPTIONS = {}


def demo(root=KIT / "demo"):
    """Grade the sample class in a folder of its own, which never meets a real gradebook.

    Parameters
    ----------
    root : Path
        Emptied first.

    Returns
    -------
    pandas.DataFrame
        Marks per student and exercise.
    """
    course = Course(root)
    course.fill_from()
    # Found, and computed, once here rather than by every kernel at the same time.
    print(kit().prepare(), end="")

    build_and_prove(course, _hand_in, solved="solution")
    print(f"Release: {course.folder('release')}")
    print("Proof: the solution has every automatic point, the untouched release has none.")

    course.feedback()
    table = marks_by_exercise(course)
    print(f"\nMarks\n{table.to_string(float_format='{:.2f}'.format)}")
    print("\n'by hand' are points that wait for a person: written answers and plots.")
    print(f"Feedback pages: {course.folder('feedback', '<student>')}")
    return table


def _hand_in(course):
    for student, notebooks in sample_class(course).items():
        course.submit(student, notebooks)
