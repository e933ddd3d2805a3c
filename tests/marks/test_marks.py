"""The marks, read from the gradebook after real grading."""

import re
from html import unescape

import nbformat
import pytest

from examiner.authoring.leaks import secret_lines
from examiner.authoring.release import errors_outside_tests, faults_of_marks
from examiner.marks.reading import automatic_points, marks_by_cell, marks_by_exercise

pytestmark = pytest.mark.slow

AUTOMATIC = 3.5 + 1.5 + 1.75


def lost_cells(course, student):
    cells = marks_by_cell(course)
    tests = cells["cell"].str.startswith("test_") & (cells["student"] == student)
    return set(cells[tests & (cells["auto"] < cells["points"])]["cell"])


@pytest.mark.parametrize("corpus", ["graded_on_embedded", "graded_on_fsdd"])
def test_the_instructor_gets_every_automatic_point_and_the_untouched_release_none(corpus, request):
    course = request.getfixturevalue(corpus)
    assert faults_of_marks(course) == []
    assert automatic_points(course, "instructor") == (AUTOMATIC, AUTOMATIC)
    assert automatic_points(course, "untouched") == (0, AUTOMATIC)


def test_the_maximum_is_ten_points_in_three_exercises(graded_on_embedded):
    cells = marks_by_cell(graded_on_embedded)
    for student, own in cells.groupby("student"):
        sums = own.groupby("exercise")["points"].sum().round(6).to_dict()
        assert sums == {"ex1": 4, "ex2": 3, "ex3": 3}, student


def test_a_solution_filled_into_the_release_loses_nothing(graded_on_embedded):
    assert lost_cells(graded_on_embedded, "solution") == set()


def test_one_mistake_costs_its_own_test_and_no_other(graded_on_embedded):
    assert lost_cells(graded_on_embedded, "one_mistake") == {"test_framing"}


def test_halfway_gets_the_points_of_the_tasks_that_are_filled(graded_on_embedded):
    table = marks_by_exercise(graded_on_embedded)
    assert table.loc["halfway", "ex1"] == pytest.approx(1.75)
    assert table.loc["halfway", "ex2"] == pytest.approx(0.75)
    assert table.loc["halfway", "ex3"] == 0


def test_prints_warnings_and_logs_cost_nothing(graded_on_embedded):
    cells = marks_by_cell(graded_on_embedded).set_index(["student", "cell"])
    assert cells.loc[("noisy", "test_preemphasis"), "auto"] == 0.25


def test_what_a_person_marks_waits_for_a_person(graded_on_embedded):
    table = marks_by_exercise(graded_on_embedded)
    assert table.loc["solution", "by hand"] == pytest.approx(10 - AUTOMATIC)
    assert table.loc["untouched", "by hand"] == 0


def test_the_gate_turns_red_for_a_solution_that_loses_and_an_open_task_that_gains(
    graded_on_embedded,
):
    swapped = faults_of_marks(graded_on_embedded, solved="one_mistake", untouched="halfway")
    said = "the instructor's solution loses test_framing: cell "
    assert [said in fault for fault in swapped].count(True) == 1
    assert any(fault.startswith("the untouched release gains test_") for fault in swapped)
    assert "no test of nobody is in the gradebook" in faults_of_marks(
        graded_on_embedded, solved="nobody"
    )


@pytest.mark.parametrize("corpus", ["graded_on_embedded", "graded_on_fsdd"])
def test_no_open_task_shows_a_traceback(corpus, request):
    course = request.getfixturevalue(corpus)
    assert errors_outside_tests(course, "untouched") == []
    for path in course.notebooks("autograded", "untouched"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.id.startswith("test_"):
                (output,) = cell.outputs
                assert output.output_type == "execute_result", cell.id
                assert output.data["text/plain"] == "0"
                assert output.data["text/html"].startswith("<p>Not attempted yet: ")
                assert "\n" not in output.data["text/html"]


def test_the_grader_reads_the_mark_scheme_and_the_student_does_not(graded_on_embedded):
    course = graded_on_embedded
    for name, question in [("ex1", "question_feature_levels"), ("ex3", "question_gmm_vs_logistic")]:
        path = course.folder("autograded", "halfway") / f"{name}.ipynb"
        cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
        assert "Model answer." in cells[question].source
        page = course.folder("feedback", "halfway") / f"{name}.html"
        assert "Model answer." not in page.read_text(encoding="utf-8")


def test_feedback_shows_the_message(graded_on_embedded):
    page = graded_on_embedded.folder("feedback", "one_mistake") / "ex1.html"
    assert "Not right yet. framing(array [390], winlen=0.025" in words_of(page)


def test_feedback_of_one_who_wrote_nothing_holds_no_secret_and_no_traceback(graded_on_embedded):
    pages = sorted(graded_on_embedded.folder("feedback", "untouched").glob("*.html"))
    for page, source in zip(pages, graded_on_embedded.notebooks(), strict=True):
        text = words_of(page)
        secrets = secret_lines(nbformat.read(source, as_version=4))
        assert len(secrets) > 10
        assert secrets & {line.strip() for line in text.split("\n")} == set()
        for word in (
            "HIDDEN TESTS",
            "DRAWN AT RELEASE",
            "AssertionError",
            "Traceback",
            "checks.py",
            "examiner/",
        ):
            assert word not in text


def words_of(page):
    """What a page shows, without its markup."""
    markup = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.S)
    return unescape(markup.sub("", page.read_text(encoding="utf-8")))
