"""A class of 20 and seven questions, marked in a real browser by keyboard alone."""

import json
import sqlite3

import pytest
from browsing import configured_for, jupyterlab, picture, violations, wait_until
from commands import nbgrader
from nbgrader.api import Gradebook

from examiner.course import Course
from examiner.marking.queue import key_of
from examiner.marks.answers import Answers
from examiner.marks.reading import marks_by_cell
from tools.class_to_mark import class_to_mark

pytestmark = pytest.mark.slow

WHERE = ("ex1", "answer_feature_levels")
COMMENT = "Say what *order* means: $x_1$."
# What is pressed for one answer after the other, over and over.
TURNS = ["1", "12", "f", "0", "2", "123"]


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    """A server of its own: the Formgrader keeps the first gradebook that it opened."""
    with jupyterlab(tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("server")) as lab:
        yield lab


@pytest.fixture(scope="module")
def course(lab):
    course = class_to_mark(lab.root / "marking", students=20)
    with configured_for(lab, course):
        yield course


class Hands:
    """Somebody at the keyboard, who has no mouse."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def wait(self, condition, *given):
        wait_until(self.page, condition, *given)

    def settled(self):
        self.wait("!state.pending.length && current() && state.told.has(current().key)")

    @property
    def place(self):
        return self.page.evaluate("[state.question.notebook, state.question.cell, current().key]")

    def go_on(self):
        """Enter; True where another answer comes."""
        before = self.place
        self.press("Enter")
        self.wait(
            """before => $("status").textContent === "All is marked here." || (current()
            && state.told.has(current().key) && !$("answer").hasAttribute("aria-busy")
            && [state.question.notebook, state.question.cell, current().key].join() !=
            before.join())
            """,
            before,
        )
        return self.place != before


@pytest.fixture(scope="module")
def marked(course, lab, browser):
    """The class when all is marked: by place and key the score that the page showed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        wide = {"width": 1366, "height": 768}
        context = playwright.chromium.connect_over_cdp(browser).new_context(viewport=wide)
        hands, seen = Hands(context.new_page()), {}
        hands.page.goto(lab.url("marking/hw3"))
        hands.settled()
        goes_on, number = True, 0
        while goes_on:
            hands.press(*TURNS[number % len(TURNS)])
            if number == 1:
                hands.press("c", *COMMENT, "Escape")
            hands.settled()
            if number in (1, 17):
                hands.settled()
                picture(hands.page, "marking" if number == 1 else "marking_plot")
            seen[tuple(hands.place)] = hands.page.evaluate("state.told.get(current().key).score")
            goes_on, number = hands.go_on(), number + 1
        print(f"\n{hands.pressed} keys for {number} answers; {in_formgrader(course)}")
        context.close()
    return seen


def in_formgrader(course):
    """What the same marks and comments take there: each is typed, and a Tab leaves its field."""
    with Gradebook(course.gradebook_url) as gradebook:
        notebooks = [each for s in gradebook.assignment_submissions("hw3") for each in s.notebooks]
        scores = [g.manual_score for n in notebooks for g in n.grades]
        words = [c.manual_comment for n in notebooks for c in n.comments if c.manual_comment]
    typed = [f"{each:g}" for each in scores if each is not None]
    keys = [sum(len(each) + 1 for each in texts) for texts in (typed, words)]
    return f"in Formgrader {keys[0]} for points, {keys[1]} for comments, {len(notebooks)} pages"


def test_marks_comments_and_items_are_in_nbgraders_gradebook(course, marked):
    cells = marks_by_cell(course)
    assert len(cells) == 140 and not cells["waiting"].any()
    for row in cells.itertuples():
        place = (row.exercise, row.cell)
        key = (*place, key_of(("hw3", *place), row.student))
        if key in marked:
            assert row.given == marked[key] <= row.points
    # Of each question one untouched in ten, and those that are the same were marked with another.
    assert len(marked) == 5 * 17 + 2 * 6
    assert (cells["manual"].isna()).sum() == 14
    both = cells[cells["student"].isin(["s003", "s004"]) & (cells["cell"] == WHERE[1])]
    assert both["manual"].nunique() == 1
    with Gradebook(course.gradebook_url) as gradebook:
        comments = [
            gradebook.find_comment(WHERE[1], WHERE[0], "hw3", f"s{n:03}").manual_comment
            for n in range(20)
        ]
    # Once, or for both who wrote the same.
    assert 1 <= sum(COMMENT in (each or "") for each in comments) <= 2
    assert sum("frame level: keeps" in (each or "") for each in comments) > 5


def student_of(course, marked, number):
    key = list(marked)[number][2]
    return next(f"s{n:03}" for n in range(20) if key_of(("hw3", *WHERE), f"s{n:03}") == key)


def test_feedback_exports_and_the_formgrader_show_the_same(course, marked, lab, page):
    student = student_of(course, marked, 1)
    score = list(marked.values())[1]
    nbgrader(course, "generate_feedback", f"--student={student}")
    shown = (course.folder("feedback", student) / "ex1.html").read_text(encoding="utf-8")
    assert f"{score:g} of 0.5 points, marked by a person" in shown
    assert "Say what <em>order</em> means" in shown and "frame level: keeps" in shown
    nbgrader(
        course,
        "export",
        "--exporter=examiner.marks.exports.TaskExport",
        f"--to={course.root}/tasks.csv",
    )
    head, *rows = (course.root / "tasks.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 20 and "ex1: answer_feature_levels" in head
    row = dict(zip(head.split(","), next(r for r in rows if student in r).split(","), strict=True))
    assert float(row["ex1: answer_feature_levels"]) == score
    with Gradebook(course.gradebook_url) as gradebook:
        number = gradebook.find_submission_notebook("ex1", "hw3", student).id
    page.goto(lab.url("formgrader"))
    page.get_by_role("link", name="hw3").first.wait_for()
    page.goto(lab.url(f"formgrader/submissions/{number}/?index=0"))
    # What comes later than the page itself: the marks, and the comments.
    wait_until(page, "!!(window.formgrader?.grades?.loaded && window.formgrader?.comments?.loaded)")
    assert float(page.locator(f"input.score#{WHERE[1]}").input_value()) == score
    assert COMMENT in page.locator(f"textarea#{WHERE[1]}-comment").input_value()


def test_a_changed_answer_is_back_in_the_queue(course, marked, lab, page):
    path = course.folder("autograded", "s000") / "ex1.ipynb"
    notebook = json.loads(path.read_text())
    next(c for c in notebook["cells"] if c["id"] == WHERE[1])["source"] = "I thought again."
    path.write_text(json.dumps(notebook))
    with Gradebook(course.gradebook_url) as gradebook:
        where = (WHERE[1], WHERE[0], "hw3", "s000")
        grade, comment = gradebook.find_grade(*where), gradebook.find_comment(*where)
        note = Answers(path.parent.with_name("hw3.answers")).settle(
            f"{WHERE[0]}: {WHERE[1]}", "another", grade, comment
        )
        gradebook.db.commit()
    assert "it waits again" in note
    hands = Hands(page)
    page.goto(lab.url("marking/hw3"))
    hands.settled()
    assert "I thought again." in page.locator("#answer").inner_text()
    assert page.locator("#score").inner_text() == "not marked, of 0.5"
    # The gradebook is held by another program, then the line is cut: the keys wait.
    other = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
    other.execute("begin exclusive")
    hands.press("1", "2")
    page.locator("#status", has_text="held by another program").wait_for()
    other.execute("rollback")
    other.close()
    page.locator("#score", has_text="0.2 of 0.5").wait_for()
    page.context.set_offline(True)
    hands.press("3")
    page.locator("#status", has_text="The server does not answer. 1 of your keys").wait_for()
    page.context.set_offline(False)
    page.locator("#score", has_text="0.3 of 0.5").wait_for()
    # Somebody else marks it meanwhile: nothing is written over theirs.
    with Gradebook(course.gradebook_url) as gradebook:
        gradebook.find_grade(WHERE[1], WHERE[0], "hw3", "s000").manual_score = 0.45
        gradebook.db.commit()
    hands.press("f")
    page.locator("#status", has_text="changed meanwhile (elsewhere)").wait_for()
    page.locator("#score", has_text="0.45 of 0.5").wait_for()


def test_items_are_changed_by_keyboard_after_a_question(course, marked, lab, page):
    hands = Hands(page)
    page.goto(lab.url("marking/hw3") + "#ex2/answer_performance")
    hands.settled()
    before = marks_by_cell(course).set_index(["cell", "student"])["manual"]["answer_performance"]
    hands.press("e")
    field = page.locator("#rows input").first
    field.wait_for()
    hands.press("Control+A", *"0.05")
    hands.press("Enter")
    page.locator("#touched li").first.wait_for()
    picture(page, "marking_items")
    hands.press("Enter")
    page.locator("#status", has_text="answers follow").wait_for()
    after = marks_by_cell(course).set_index(["cell", "student"])["manual"]["answer_performance"]
    assert (before - after > 0.04).sum() > 5 and (after <= before).sum() == before.notna().sum()
    hands.press("u")
    page.locator("#status", has_text="Undone").wait_for()
    again = marks_by_cell(course).set_index(["cell", "student"])["manual"]["answer_performance"]
    assert again.equals(before)


def test_axe_finds_nothing_and_nothing_of_a_students_acts(course, marked, lab, page):
    assert violations(page, lab.url("marking/hw3")) == []
    page.locator("#items button").first.wait_for()
    for width, height in ((1366, 768), (1024, 768), (768, 1024)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for key in ("e", "s", "g", "o", "?"):
        page.keyboard.press(key)
        page.locator("dialog[open]").wait_for()
        assert violations(page) == [], key
        page.keyboard.press("Escape")
        page.locator("dialog[open]").wait_for(state="hidden")
    # Whatever reached the page: no script of it runs, no address is asked.
    page.evaluate(
        """() => {
        window.refused = [];
        addEventListener("securitypolicyviolation", each => refused.push(each.blockedURI));
        $("answer").innerHTML = '<img src="https://example.org/x.png" onerror="hit = 1">' +
        '<img src=x onerror="hit = 1"><iframe srcdoc="<script>parent.hit = 1</script>"></iframe>';
        }"""
    )
    wait_until(page, "refused.includes('https://example.org/x.png') && refused.includes('inline')")
    assert page.evaluate("typeof hit") == "undefined"


def test_jupyterlabs_menu_has_it_beside_the_formgrader(course, lab, page):
    page.goto(lab.url("lab?reset"))
    menu = page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader")
    menu.click()
    entries = page.locator(".lm-Menu-itemLabel")
    entries.filter(has_text="Marking").wait_for()
    assert "Formgrader" in entries.all_inner_texts()
    with page.context.expect_page() as opened:
        entries.filter(has_text="Marking").click()
    opened.value.locator("#items button").first.wait_for()
    assert Course(course.root, "hw3").assignment in opened.value.url
