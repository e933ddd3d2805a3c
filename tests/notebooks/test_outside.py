"""A written answer is shown and waits for a person, wherever between its neighbours it stands."""

import time

import pytest
from made_up_course import (
    ANSWER,
    FILLED,
    PLAN,
    QUESTION,
    answer,
    cell_named,
    filled,
    locked,
    released,
)
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from examiner.notebooks.outside import DRAWN, HEADING
from examiner.notebooks.plan import GivenCell, Plan
from examiner.notebooks.restore import restore

MINE = "The nearer speaker is louder, since sound spreads."


def open_answer():
    """A notebook in which only the written answer is open, and where its cell stands."""
    cells = filled()
    cell_named(cells, "answer_levels").source = ANSWER.source
    return cells, cells.index(cell_named(cells, "answer_levels"))


def shown(cells, plan=PLAN, name="answer_levels"):
    again, notes = restore(cells, plan)
    return cell_named(again, name).source, notes


NOTE = ["written outside its cell, and shown below it: answer_levels"]


@pytest.mark.parametrize("below", [0, 1])
@pytest.mark.parametrize("new", [new_markdown_cell, new_raw_cell])
def test_a_text_above_or_below_the_open_answer_is_shown_in_it(new, below):
    cells, place = open_answer()
    cells.insert(place + below, new(MINE))
    assert shown(cells) == (f"{HEADING}\n\n{MINE}", NOTE)


@pytest.mark.parametrize(
    "code", [f"# {MINE}", f'"""{MINE}"""', f"print('{MINE}')", f"answer = '{MINE}'", MINE]
)
def test_an_answer_in_a_cell_of_code_is_shown_as_it_was_typed(code):
    cells, place = open_answer()
    cells.insert(place + 1, new_code_cell(code))
    assert shown(cells) == (f"{HEADING}\n\n```\n{code}\n```", NOTE)


@pytest.mark.parametrize("code", ["framing([1, 2])", "x = 1  # try", "print('done')"])
def test_a_cell_of_code_that_only_tries_something_is_no_answer(code):
    cells, place = open_answer()
    cells.insert(place + 1, new_code_cell(code))
    assert shown(cells) == (ANSWER.source, [])


@pytest.mark.parametrize("text", [f"{QUESTION.released}\n\n{MINE}", MINE])
def test_what_was_typed_into_the_locked_question_is_shown_in_the_answer(text):
    cells, _ = open_answer()
    cell_named(cells, "question_levels").source = text
    again, notes = restore(cells, PLAN)
    assert cell_named(again, "question_levels").source == QUESTION.source
    assert cell_named(again, "answer_levels").source == f"{HEADING}\n\n{MINE}"
    assert notes == NOTE


def test_what_stands_beside_a_written_answer_is_shown_below_it():
    cells = [*filled(), new_markdown_cell(MINE)]
    assert shown(cells) == (f"{FILLED['answer_levels']}\n\n{HEADING}\n\n{MINE}", [])


def test_a_picture_that_was_pasted_outside_comes_along():
    cells, place = open_answer()
    cells.insert(place, new_markdown_cell(MINE, attachments={"a.png": {"image/png": "aGk="}}))
    again, _ = restore(cells, PLAN)
    assert cell_named(again, "answer_levels").attachments == {"a.png": {"image/png": "aGk="}}


def test_an_answer_that_is_open_with_nothing_beside_it_stays_open():
    cells, _ = open_answer()
    assert shown(cells) == (ANSWER.source, [])


def test_a_text_far_from_the_open_answer_is_named_for_a_person():
    cells, _ = open_answer()
    cells.insert(0, new_markdown_cell(MINE))
    assert shown(cells)[1] == [
        f"not answered: answer_levels; a text of their own stands elsewhere: {MINE[:60]!r}"
    ]


def test_restoring_again_shows_it_once():
    cells, place = open_answer()
    cells.insert(place + 1, new_code_cell(f"# {MINE}"))
    once, _ = restore(cells, PLAN)
    assert [c.source for c in restore(once, PLAN)[0]] == [c.source for c in once]


TWO = [
    answer("first", "*TODO*", "markdown", points=1.0),
    answer("second", "*TODO*", "markdown", points=1.0),
]


def test_between_two_answers_a_text_belongs_to_the_one_above_and_else_to_the_open_one():
    def cells(first, second):
        texts = [(first, "first"), (MINE, None), (second, "second")]
        return [
            new_markdown_cell(text, metadata={"nbgrader": {"grade_id": name}} if name else {})
            for text, name in texts
        ]

    plan = Plan(TWO, set())
    assert MINE in shown(cells("*TODO*", "Mine."), plan, "first")[0]
    assert MINE in shown(cells("Mine.", "*TODO*"), plan, "second")[0]
    assert MINE not in shown(cells("Mine.", "*TODO*"), plan, "first")[0]
    assert MINE in shown(cells("Mine.", "Mine."), plan, "first")[0]


PLOT = answer("plot_levels", "raise NotImplementedError", points=1.0)
PLOTTED = Plan([PLOT], {"plt.figure()"})


def test_a_plot_that_was_drawn_in_another_cell_waits_for_a_person():
    stub = new_code_cell(PLOT.source, metadata={"nbgrader": {"grade_id": PLOT.name}})
    given = new_code_cell("plt.figure()")
    assert shown([stub, given], PLOTTED, PLOT.name) == (PLOT.source, [])
    drawn = new_code_cell("plt.plot(levels)")
    again, notes = restore([stub, given, drawn], PLOTTED)
    assert [c.source for c in again] == [DRAWN, "plt.figure()", "plt.plot(levels)"]
    assert notes == ["written outside its cell, and shown below it: plot_levels"]


# Given cells.

SETUP = GivenCell("setup", "import numpy as np", 0)
GIVEN = Plan(PLAN.cells, PLAN.others, (SETUP, GivenCell("try", "tried = framing([1])", 2)))


def test_given_imports_that_are_gone_come_back_where_they_stood():
    cells = [cell for cell in filled() if cell.id != "setup"]
    again, notes = restore(cells, GIVEN)
    assert again[0].source == SETUP.source
    assert notes == ["given cells that are gone, put back as released: setup"]


def test_a_given_cell_whose_names_nobody_needs_or_others_bind_stays_away():
    cells = [cell for cell in filled() if cell.id != "setup"]
    cells.insert(0, new_code_cell("%matplotlib inline\nimport numpy as np\nimport scipy"))
    assert restore(cells, GIVEN)[1] == []


def test_a_given_cell_comes_back_with_those_that_it_needs():
    cells = [cell for cell in released() if cell.id != "setup"]
    given = (GivenCell("a", "rate = 8", 0), GivenCell("b", "size = 2 * rate", 3))
    cells.append(new_code_cell("print(size)"))
    again, notes = restore(cells, Plan(PLAN.cells, PLAN.others, given))
    assert notes == ["given cells that are gone, put back as released: a, b"]
    places = [[c.source for c in again].index(each.source) for each in given]
    assert places[0] == 0 and again[places[1] - 1].id == "window"


def test_half_a_character_is_dropped():
    cells = filled()
    cell_named(cells, "answer_levels").source = "half a smile \ud83d"
    cells.insert(0, new_markdown_cell("\udc00 too"))
    again, _ = restore(cells, PLAN)
    assert cell_named(again, "answer_levels").source == "half a smile "
    assert again[0].source == " too"


def test_a_locked_text_of_the_plan_needs_no_answer_below_it():
    plan = Plan([locked("note", "Read this.", "markdown")], set())
    typed = new_markdown_cell(f"Read this.\n{MINE}", metadata={"nbgrader": {"grade_id": "note"}})
    again, _ = restore([typed], plan)
    assert [cell.source for cell in again] == ["Read this.", MINE]


def test_a_cell_longer_than_anybody_writes_does_not_hold_the_grader_up():
    cells = [*filled(), new_code_cell("x = [\n" + "1,\n" * 1_000_000 + "]")]
    start = time.process_time()
    restore(cells, GIVEN)
    assert time.process_time() - start < 12
