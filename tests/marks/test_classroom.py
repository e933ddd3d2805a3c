"""The class on one page, and pairs that are too alike, for a person to look at."""

import shutil

import pandas as pd
import pytest
from browsing import picture, violations

from examiner.authoring.samples import fill_release
from examiner.course import Course, CourseError
from examiner.marks.classroom.alike import alike_pairs
from examiner.marks.classroom.overview import overview
from examiner.marks.classroom.page import write_page
from examiner.marks.templates import write_html

pytestmark = pytest.mark.slow

OWN = '''def preemphasis(signal, coeff=0.95):
    """Mine."""
    result = np.zeros(len(signal))
    for position in range(len(signal)):
        before = signal[position - 1] if position > 0 else 0.0
        result[position] = signal[position] - coeff * before
    return result
'''


@pytest.fixture(scope="module")
def facts(graded_on_embedded):
    return overview(graded_on_embedded)


def test_the_page_counts_right_wrong_and_open_per_task(facts, graded_on_embedded):
    tasks = {row["task"]: row for row in facts["tasks"]}
    students = len(facts["marks"])
    assert tasks["framing"]["wrong"] == 1
    assert all(row["right"] + row["wrong"] + row["open"] == students for row in tasks.values())
    assert tasks["tuned_gmms"]["open"] == 3
    assert facts["most"] == pytest.approx(10)


def test_the_page_lists_the_commonest_messages_and_what_waits(facts):
    (message,) = [row for row in facts["messages"] if row["test"] == "test_framing"]
    assert message["students"] == 1 and "framing(array [390]" in message["message"]
    assert {row["cell"] for row in facts["waiting"]} >= {"plot_confusion", "answer_gmm_vs_logistic"}
    assert facts["late"] == [] and facts["broken"] == []


def test_the_page_can_be_looked_at_and_listened_to(graded_on_embedded, tmp_path, page):
    write_page(graded_on_embedded, tmp_path / "class.html")
    assert violations(page, (tmp_path / "class.html").as_uri()) == []
    picture(page, "class", full_page=True)
    assert page.locator("img").count() == 2
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_ungraded_class_has_no_page(released, tmp_path):
    with pytest.raises(CourseError, match=r"Nobody was graded yet\. Run: make grade"):
        write_page(released, tmp_path / "class.html")


def test_what_students_wrote_is_shown_as_text(tmp_path):
    rows = [{"students": 1, "test": "test_x", "message": "<script>alert(1)</script>"}]
    write_html("class.html", tmp_path / "p.html", **_empty(messages=rows))
    text = (tmp_path / "p.html").read_text()
    assert "<script>" not in text and "&lt;script&gt;" in text


def _empty(**facts):
    names = ("tasks", "messages", "waiting", "late", "broken", "notes", "machine", "changed")
    spread = dict.fromkeys(("low", "middle", "high", "from", "to"), 0)
    known = {"assignment": "hw3", "marks": pd.Series([0]), "most": 10, "spread": spread}
    return {**known, "words": {}, "pictures": {}, **{name: [] for name in names}, **facts}


@pytest.fixture
def pair(released, tmp_path):
    """Two students who share an unusual answer under other names, and one who wrote another."""
    course = Course(tmp_path / "course")
    shutil.copytree(released.root, course.root)
    renamed = OWN.replace("result", "out").replace("position", "k").replace("before", "last")
    texts = {"cem": OWN, "dov": renamed, "eve": None}
    for student, own in texts.items():
        replace = {"preemphasis": own} if own else {}
        filled = fill_release(course, first_tasks=0) | (
            fill_release(course, replace=replace) if own else {}
        )
        folder = course.folder("autograded", student)
        folder.mkdir(parents=True)
        for name, text in filled.items():
            (folder / name).write_text(text)
    return course


def test_two_that_are_alike_stand_side_by_side_and_the_release_is_left_out(pair, tmp_path, page):
    pairs = alike_pairs(pair, least=0.6)
    assert {tuple(sorted(each["students"])) for each in pairs} == {("cem", "dov")}
    assert {each["kind"] for each in pairs} == {"code", "text"}
    facts = {"assignment": "hw3", "least": 0.6, "pairs": pairs}
    write_html("alike.html", tmp_path / "alike.html", **facts)
    assert violations(page, (tmp_path / "alike.html").as_uri()) == []
    picture(page, "alike")
