"""A mark by hand belongs to the very answer that it was given for."""

from types import SimpleNamespace

import pytest
from made_up_course import notebook_text
from nbformat.v4 import new_code_cell, new_markdown_cell

from examiner.marks.answers import Answers, digests_of


def grade(manual=None, extra=None, auto=None):
    """As nbgrader's own step leaves it."""
    return SimpleNamespace(
        manual_score=manual,
        extra_credit=extra,
        auto_score=auto,
        needs_manual_grade=manual is not None or auto is None,
    )


@pytest.fixture
def answers(tmp_path):
    def settle(digest, mark):
        known = Answers(tmp_path / "hw3.answers")
        note = known.settle("ex1: levels", digest, mark)
        known.write()
        return mark.manual_score, mark.needs_manual_grade, note

    settle.path = tmp_path / "hw3.answers"
    return settle


def test_an_answer_that_nobody_marked_waits_as_ever(answers):
    assert answers("a", grade()) == (None, True, None)
    assert answers("b", grade()) == (None, True, None)


def test_a_mark_of_the_same_answer_counts_and_needs_no_second_look(answers):
    answers("a", grade())
    assert answers("a", grade(0.5)) == (0.5, False, None)


@pytest.mark.parametrize("auto", [None, 0.0])
def test_another_answer_an_empty_one_too_takes_the_mark_back_and_waits(answers, auto):
    answers("a", grade())
    assert answers("b", grade(0.5, auto=auto)) == (
        None,
        True,
        "was marked for another answer (0.5 points); it waits again",
    )
    assert answers("b", grade(auto=auto)) == (None, True, None)
    assert Answers(answers.path).is_outlived("ex1: levels")


def test_the_mark_comes_back_with_its_answer(answers):
    answers("a", grade())
    answers("b", grade(0.5, extra=0.25))
    again = grade()
    assert answers("a", again)[:2] == (0.5, False) and again.extra_credit == 0.25
    assert not Answers(answers.path).is_outlived("ex1: levels")


def test_a_new_mark_takes_the_place_of_the_old_one(answers):
    answers("a", grade())
    answers("b", grade(0.5))
    assert answers("b", grade(0.25)) == (0.25, False, None)
    assert answers("a", grade(0.25))[:2] == (None, True)


def test_extra_credit_goes_with_the_answer(answers):
    answers("a", grade(auto=1.0))
    mark = grade(extra=0.5, auto=1.0)
    assert answers("b", mark)[1:] == (
        True,
        "was marked for another answer (0 points, extra credit 0.5); it waits again",
    )
    assert mark.extra_credit is None


def test_a_mark_from_before_answers_were_remembered_stays_and_is_flagged(answers):
    assert answers("a", grade(0.5)) == (0.5, True, None)


def test_answers_that_were_marked_before_this_was_remembered_are_learnt(answers, tmp_path):
    (tmp_path / "hw3").mkdir()
    (tmp_path / "hw3" / "ex1.ipynb").write_text(notebook_text(notebook()))
    learnt = Answers(answers.path)
    learnt.learn(tmp_path / "hw3")
    digest = digests_of(notebook())["words"]
    assert Answers(answers.path).settle("ex1: words", digest, grade(0.5)) is None
    known = Answers(answers.path)
    assert "another answer" in known.settle("ex1: words", "b", grade(0.5))
    known.write()
    Answers(answers.path).learn(tmp_path / "hw3")
    assert Answers(answers.path).is_outlived("ex1: words")


def test_a_damaged_record_is_an_empty_one(answers):
    for text in ("", "[", "3", "[3]"):
        answers.path.write_text(text)
        assert answers("a", grade(0.5)) == (0.5, True, None)


# What an answer is.


def cell(new, source, name=None, solution=False, locked=False, **more):
    grading = {"grade_id": name, "grade": bool(name), "solution": solution, "locked": locked}
    return new(source, metadata={"nbgrader": grading} if name else {}, **more)


def notebook(**changed):
    texts = {
        "own": "def helper(x):\n    return x + 1",
        "framing": "def framing(x):\n    return helper(x)",
        "unrelated": "%matplotlib inline\nother = 3",
        "plot": "plt.plot(framing(1))",
        "test": "assert framing(1) == 2",
        "words": "They differ.",
        **changed,
    }
    return [
        cell(new_code_cell, texts["own"]),
        cell(new_code_cell, texts["framing"], "framing", solution=True),
        cell(new_code_cell, texts["unrelated"]),
        cell(new_code_cell, texts["plot"], "plot", solution=True),
        cell(new_code_cell, texts["test"], "test", locked=True),
        cell(new_markdown_cell, texts["words"], "words", solution=True),
    ]


@pytest.mark.parametrize(
    ("changed", "others"),
    [
        ("words", {"words"}),
        ("plot", {"plot"}),
        ("framing", {"framing", "plot", "test"}),
        ("own", {"framing", "plot", "test"}),
        ("unrelated", set()),
        ("test", set()),
    ],
)
def test_an_answer_is_its_words_or_the_code_that_it_rests_on(changed, others):
    more = "\n# more" if changed != "words" else " More."
    text = dict(
        zip(["own", "framing", "unrelated", "plot", "test", "words"], notebook(), strict=True)
    )
    before = digests_of(notebook())
    after = digests_of(notebook(**{changed: text[changed].source + more}))
    assert {name for name in before if before[name] != after[name]} == others


def test_outputs_are_no_part_of_an_answer_and_pasted_pictures_are():
    cells = notebook()
    cells[3].outputs = [{"output_type": "stream", "name": "stdout", "text": "another run"}]
    assert digests_of(cells) == digests_of(notebook())
    cells[5].attachments = {"a.png": {"image/png": "aGk="}}
    assert digests_of(cells)["words"] != digests_of(notebook())["words"]
