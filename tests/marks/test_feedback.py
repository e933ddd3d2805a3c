"""The page that a student gets back can be read on a phone, in grey, and by a screen reader."""

import re
from html import unescape

import nbformat
import pytest
from browsing import picture, violations
from nbgrader.api import Gradebook

from examiner.authoring.leaks import secret_lines

pytestmark = pytest.mark.slow

COMMENT = "Say what the *mean* loses."


@pytest.fixture(scope="module")
def course(graded_on_embedded):
    """The sample class, with a mark and a comment given by hand."""
    course = graded_on_embedded
    with Gradebook(course.gradebook_url) as gradebook:
        where = ("answer_feature_levels", "ex1", "hw3", "one_mistake")
        gradebook.find_grade(*where).manual_score = 0.25
        gradebook.find_comment(*where).manual_comment = COMMENT
        gradebook.db.commit()
    course.feedback()
    return course


def text_of(course, student, name):
    page = (course.folder("feedback", student) / f"{name}.html").read_text(encoding="utf-8")
    markup = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.S)
    return " ".join(unescape(markup.sub("", page)).split())


@pytest.mark.parametrize(
    ("student", "name"), [("one_mistake", "ex1"), ("solution", "ex2"), ("halfway", "ex3")]
)
def test_axe_finds_nothing_and_a_phone_shows_it_whole(course, page, student, name):
    address = (course.folder("feedback", student) / f"{name}.html").as_uri()
    page.set_viewport_size({"width": 390, "height": 800})
    assert violations(page, address) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, f"feedback_phone_{name}")
    page.set_viewport_size({"width": 1000, "height": 900})
    picture(page, f"feedback_{name}")


def test_the_page_begins_with_marks_and_outcome_per_task(course):
    text = text_of(course, "one_mistake", "ex1")
    assert "ex1: 3.5 of 4 points" in text
    assert "multiplies each frame with the window. 0 of 0.25not right yet" in text
    assert "answer feature levels 0.25 of 0.5marked by a person" in text


def test_what_nobody_marked_yet_is_told_from_what_was_left_empty(course):
    assert "plot confusion 0 of 0.25not marked yet" in text_of(course, "solution", "ex2")
    assert "answer performance 0 of 0.5no answer" in text_of(course, "untouched", "ex2")
    assert "No response." not in text_of(course, "untouched", "ex2")


def test_the_graders_comment_stands_below_the_answer(course):
    page = (course.folder("feedback", "one_mistake") / "ex1.html").read_text(encoding="utf-8")
    assert "Comment of the grader" in page and "Say what the <em>mean</em> loses." in page


def test_nothing_hidden_is_shown(course):
    for student in ("one_mistake", "halfway", "untouched"):
        for source in course.notebooks():
            page = course.folder("feedback", student) / f"{source.stem}.html"
            shown = unescape(re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8")))
            lines = {line.strip() for line in shown.split("\n")}
            notebook = nbformat.read(source, as_version=4)
            tests = [cell for cell in notebook.cells if cell.id.startswith("test_")]
            # Only what stands nowhere that students read, and is no solution's.
            hidden = secret_lines(nbformat.from_dict({"cells": tests})) & secret_lines(notebook)
            assert hidden and lines & hidden == set()
            assert not re.search(r"DRAWN AT|Traceback|examiner/|checks\.py|Model answer", shown)


def test_the_gate_turns_red_for_a_page_that_cannot_be_read(page, tmp_path):
    (tmp_path / "bad.html").write_text("<img src='x.png'><p style='color:#ccc'>pale</p>")
    found = " ".join(violations(page, (tmp_path / "bad.html").as_uri()))
    assert "image-alt" in found and "color-contrast" in found and "html-has-lang" in found
