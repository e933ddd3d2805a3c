"""Feedback pages are written anew where the work, a mark or a comment changed since they were."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_up_course import course_in, hand_in, notebook_text
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from examiner.marks import fresh


@pytest.fixture
def feedback(tmp_path, monkeypatch):
    """Run nbgrader's step; True where it goes on to write the pages."""
    course = course_in(tmp_path / "course")
    hand_in(course, "ann", auto={"test_framing": 1.0})
    graded, pages = course.folder("autograded", "ann"), course.folder("feedback", "ann")
    graded.mkdir(parents=True)
    (graded / "ex1.ipynb").write_text(notebook_text([]))

    def stock(converter, assignment, student):
        return not pages.exists()

    methods = {"init_destination": stock, "_format_dest": lambda *_: str(pages)}
    monkeypatch.setattr(fresh, "GenerateFeedback", type("GenerateFeedback", (), methods))
    fresh.refresh_feedback()
    converter = fresh.GenerateFeedback()
    converter.coursedir = CourseDirectory(root=str(course.root), db_url=course.gradebook_url)
    converter.log, converter.force = SimpleNamespace(info=lambda *_: None), False
    converter.notebooks = [str(graded / "ex1.ipynb")]

    def run():
        goes_on = converter.init_destination("hw3", "ann")
        pages.mkdir(parents=True, exist_ok=True)
        (pages / "ex1.html").touch()
        return goes_on

    run.course, run.converter, run.graded, run.pages = course, converter, graded, pages
    return run


def change(course, how):
    with Gradebook(course.gradebook_url) as gradebook:
        how(gradebook)
        gradebook.db.commit()


def mark(gradebook):
    gradebook.find_grade("answer_levels", "ex1", "hw3", "ann").manual_score = 0.5


def credit(gradebook):
    gradebook.find_grade("test_framing", "ex1", "hw3", "ann").extra_credit = 0.5


def lateness(gradebook):
    gradebook.find_submission("hw3", "ann").timestamp = None
    gradebook.find_grade("test_framing", "ex1", "hw3", "ann").auto_score = 0.25


def test_pages_that_nothing_changed_for_are_left_as_they_are(feedback):
    assert feedback() and not feedback() and not feedback()


@pytest.mark.parametrize("how", [mark, credit, lateness])
def test_pages_older_than_a_mark_are_written_anew_once(feedback, how):
    feedback()
    change(feedback.course, how)
    assert feedback() and not feedback()


def test_pages_older_than_the_work_are_written_anew_once(feedback):
    feedback()
    (feedback.graded / "ex1.ipynb").write_text(notebook_text([{"cell_type": "raw"}]))
    assert feedback() and not feedback()


def test_pages_from_before_this_was_remembered_are_written_anew(feedback):
    feedback()
    Path(f"{feedback.pages}.made").unlink()
    assert feedback()


def test_pages_that_were_removed_are_written(feedback):
    feedback()
    shutil.rmtree(feedback.pages)
    assert feedback()


def test_who_is_excluded_keeps_the_pages(feedback):
    feedback()
    change(feedback.course, mark)
    feedback.converter.coursedir.student_id_exclude = "ann"
    assert not feedback()


def test_of_one_notebook_only_that_page_is_written_anew(feedback):
    feedback()
    (feedback.pages / "ex2.html").touch()
    change(feedback.course, mark)
    feedback.converter.coursedir.notebook_id = "ex1"
    feedback.converter.init_destination("hw3", "ann")
    assert [path.name for path in feedback.pages.iterdir()] == ["ex2.html"]


def test_the_step_is_put_in_once(feedback):
    first = fresh.GenerateFeedback.init_destination
    fresh.refresh_feedback()
    assert fresh.GenerateFeedback.init_destination is first
