"""An instructor's day: a download in the morning, marks and feedback on the platform at night."""

import pytest
from downloads import MOODLE_HEAD, moodle_row, receipt, table, zipped
from nbgrader.api import Gradebook
from platforms import moodle_feedback, moodle_grades
from small import small_course

from examiner.authoring.samples import fill_release
from examiner.collecting.collect import collect_download, summary
from examiner.course import CourseError
from examiner.grading.grade import grade_class
from examiner.marks.classroom.page import write_page
from examiner.marks.reading import marks_by_cell
from examiner.marks.returning.give_back import give_back
from examiner.sandbox.bubblewrap import sandbox_works
from examiner.status import status_of

pytestmark = pytest.mark.slow

NAMES = ("Ada", "Ben", "Cem", "Dov", "Eve", "Fay", "Gus", "Hal", "Ida", "Jan", "Kim", "Leo", "Mia")
NUMBERS = {name: str(number) for number, name in enumerate(NAMES, start=11)}


def folder(name, kind="file"):
    return f"{name} Muster_{NUMBERS[name]}_assignsubmission_{kind}_"


def download(whole):
    """Twelve uploads with one of each trouble; the thirteenth on the list handed nothing in."""
    # One notebook each: it is graded in a second or two.
    book = whole["ex1.ipynb"].encode()
    made_out = {"receipt.txt": receipt("7654321", "Ben Muster")}
    return {
        f"{folder('Ada')}/hw3-1000011.zip": zipped({"ex1.ipynb": book}),
        f"{folder('Ben')}/hw3-7654321.zip": zipped({"ex1.ipynb": book, **made_out}),
        f"{folder('Cem')}/hw3.pdf": b"%PDF",
        f"{folder('Dov')}/Archive.zip": zipped({}),
        f"{folder('Eve')}/hw3-1000015.zip": zipped({"again.zip": zipped({"ex1.ipynb": book})}),
        f"{folder('Fay')}/hw3.rar": b"Rar!",
        f"{folder('Gus')}/hw3.7z": b"7z",
        f"{folder('Hal')}/my work/ex1.ipynb": book,
        f"{folder('Ida', 'onlinetext')}/onlinetext.html": b"<p>Done.</p>",
        f"{folder('Jan')}/hw3-1000020.zip": b"PK broken",
        f"{folder('Kim')}/ex1.ipynb.txt": book,
        f"{folder('Leo')}/hw3-1000011.zip": zipped({"ex1.ipynb": book}),
    }


def test_a_download_becomes_marks_and_feedback_on_the_platform(tmp_path):
    course = small_course(tmp_path / "course")
    rows = [moodle_row(number, f"{name} Muster", most="3.00") for name, number in NUMBERS.items()]
    (tmp_path / "list.csv").write_bytes(table([MOODLE_HEAD, *rows]))
    (tmp_path / "class.zip").write_bytes(zipped(download(fill_release(course))))

    outcomes, missing = collect_download(course, tmp_path / "class.zip", tmp_path / "list.csv")
    said = summary(outcomes, missing)
    assert len(outcomes) == 12 and said[-2].startswith("12 uploads: 6 collected, 6 not: Cem Muster")
    assert said[-1] == "On the list, and nothing handed in: Mia Muster."
    assert [each.student for each in outcomes if not each.refused] == [
        "ada", "ben", "eve", "hal", "kim", "leo"
    ]  # fmt: skip
    assert status_of(course).line == (
        "hw3: 6 of 13 handed in, 6 refused, 0 graded, 6 to be graded, not exported. "
        "Next: make grade"
    )

    progress = grade_class(course, quiet=True, unsafe=not sandbox_works())
    assert not any(each.error for each in progress.done)
    waiting = marks_by_cell(course)
    waiting = waiting[waiting["waiting"]]
    line = status_of(course).line
    assert f"6 graded, {len(waiting)} answers wait to be marked, feedback older" in line
    assert status_of(course).next == "make mark"
    with pytest.raises(CourseError, match=r"Nothing is given back yet.*\n.* wait to be marked"):
        give_back(course)

    with Gradebook(course.gradebook_url) as gradebook:
        for each in waiting.itertuples():
            grade = gradebook.find_grade(each.cell, each.exercise, "hw3", each.student)
            grade.manual_score = 0.25
        gradebook.db.commit()
    assert status_of(course).next == "make return"

    give_back(course)
    participants = {number: name for name, number in NUMBERS.items()}
    collected = {"Ada", "Ben", "Eve", "Hal", "Kim", "Leo"}
    found = moodle_feedback(course.root / "dist/hw3-feedback.zip", participants)
    assert found == {name: ["hw3.html"] for name in collected}
    data = (course.root / "dist/hw3-worksheet.csv").read_bytes()
    grades = moodle_grades(data, participants, 3)
    totals = marks_by_cell(course).groupby("student")["given"].sum()
    assert {name: grade for name, (grade, _) in grades.items()} == {
        name: pytest.approx(totals[name.lower()]) for name in collected
    }
    assert status_of(course).line == (
        "hw3: 6 of 13 handed in, 6 refused, 6 graded, exported. All done."
    )

    write_page(course, course.root / "dist" / "hw3-class.html")
    page = (course.root / "dist" / "hw3-class.html").read_text()
    assert all(page.count(f">{name} Muster<") == 1 for name in NAMES)
    assert "All submissions were graded" not in page and "the upload of Cem Muster: no note" in page
