"""A mark scheme's lines are items that add up; what does not is refused by name."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from examiner.course import Course
from examiner.notebooks.schemes import Item, broken_schemes, questions_in


def cell(new, source, name, **facts):
    return new(source, id=name, metadata={"nbgrader": {"grade_id": name, **facts}})


def notebook(*scheme, points=0.5):
    begin = ["### Task 1: levels (0.5 points)", "Why?", "### BEGIN MARK SCHEME"]
    text = "\n".join([*begin, *scheme, "### END MARK SCHEME"])
    return [
        new_code_cell("", id="report"),
        new_markdown_cell("Some reading.", id="reading"),
        cell(new_markdown_cell, text, "question", locked=True),
        cell(new_markdown_cell, "...", "answer", grade=True, solution=True, points=points),
    ]


SCHEME = [
    "**Marks** (0.5)",
    "",
    "- 0.3 frame level: keeps the moment.",
    "0.2 the mean is zero.",
    "- \u22120.1 no unit.",
    "- 0 well put.",
    "**Shown beside.** `report`",
    "**Model answer.** First.",
    "2 taken for 0 is no item here.",
]


def test_lines_that_begin_with_points_are_items_up_to_the_model_answer():
    (question,) = questions_in(notebook(*SCHEME))
    assert question.items == [
        Item(0.3, "frame level: keeps the moment."),
        Item(0.2, "the mean is zero."),
        Item(-0.1, "no unit."),
        Item(0.0, "well put."),
    ]
    assert (question.title, question.kind, question.beside) == (
        "Task 1: levels",
        "text",
        ["report"],
    )
    assert "Why?" in question.prompt and "keeps the moment" not in question.prompt
    assert question.scheme.startswith("**Model answer.**") and "Some reading" not in question.prompt
    assert broken_schemes(notebook(*SCHEME)) == []


@pytest.mark.parametrize(
    ("scheme", "points", "fault"),
    [
        (
            SCHEME,
            0.75,
            "answer: the items of its mark scheme add up to 0.5, and it has 0.75 points",
        ),
        (["- 0.5 all.", "Shown beside: `plot`"], 0.5, "shows the cell plot beside the answer"),
    ],
)
def test_what_does_not_add_up_or_is_not_there_is_named(scheme, points, fault):
    assert fault in " ".join(broken_schemes(notebook(*scheme, points=points)))


def test_words_alone_are_a_scheme_and_one_without_an_answer_is_none():
    assert broken_schemes(notebook("**Marks.** 0.5 for the logarithm.")) == []
    cells = notebook(*SCHEME)
    assert "no answer to mark" in " ".join(broken_schemes([cells[2]]))


def test_a_text_above_is_the_question_where_there_is_no_scheme():
    cells = [
        new_markdown_cell("Draw it.", id="task"),
        cell(new_code_cell, "plot()", "plot", grade=True, solution=True, points=1),
        cell(new_markdown_cell, "Describe it.", "essay", task=True, points=2),
    ]
    plot, essay = questions_in(cells)
    assert (plot.prompt, plot.kind, plot.items, plot.scheme) == ("Draw it.", "plot", [], "")
    assert (essay.prompt, essay.kind, essay.points) == ("Describe it.", "task", 2)


def test_each_of_the_homeworks_seven_questions_has_items():
    found = {
        question.name: question
        for path in Course(assignment="hw3").notebooks()
        for question in questions_in(nbformat.read(path, as_version=4).cells)
    }
    assert len(found) == 7 and all(each.items for each in found.values())
    assert sum(each.points for each in found.values()) == 3.25
    assert {"plot_confusion", "plot_gmm_components"} < set(found)
