"""The whole course in one go, on a small class: release, proof, grades, feedback, marks."""

from examiner.authoring.leaks import leaks
from examiner.authoring.release import faults_of_marks
from examiner.authoring.rules import broken_rules
from examiner.authoring.samples import sample_class
from examiner.course import KIT, Course, refuse
from examiner.grading.grade import grade_samples
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
    print(kit().prepare())

    refuse(broken_rules(course), "The source notebooks break a rule")
    course.generate()
    refuse(leaks(course), "The release holds what is not for students")
    print(f"Release: {course.folder('release')}")

    students = sample_class(course)
    for student, notebooks in students.items():
        course.submit(student, notebooks)
    grade_samples(course)
    refuse(faults_of_marks(course, solved="solution"), "The marks are not right")
    print("Proof: the solution has every automatic point, the untouched release has none.")

    course.feedback()
    table = marks_by_exercise(course)
    print(f"\nMarks\n{table.to_string(float_format='{:.2f}'.format)}")
    print("\n'by hand' are points that wait for a person: written answers and plots.")
    print(f"Feedback pages: {course.folder('feedback', '<student>')}")
    return table
