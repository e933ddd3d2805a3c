"""Every planned cell is found again: by its name, by its text, by its place."""

import pytest
from made_up_course import (
    ANSWER,
    FILLED,
    FRAMING,
    PLAN,
    PLANNED,
    PROSE,
    TEST_FRAMING,
    WINDOW,
    answer,
    cell_named,
    filled,
    locked,
    released,
)
from nbformat.v4 import new_code_cell, new_markdown_cell

from examiner.notebooks.finding import claimed_names, defined_names, find, text_of
from examiner.notebooks.plan import Plan


def named(name, source):
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": name}})


def unnamed(cells):
    """As another editor saves them: without metadata, under new ids."""
    for number, cell in enumerate(cells):
        cell.metadata, cell["id"] = {}, f"new-{number}"
    return cells


def parts(cells, plan=PLAN):
    found, _ = find(cells, plan)
    return {name: match.parts for name, match in found.items() if match.parts}


def dropped(cells, plan=PLAN):
    found, _ = find(cells, plan)
    return {name: match.dropped for name, match in found.items() if match.dropped}


IN_PLACE = {planned.name: [place] for place, planned in enumerate(PLANNED, start=2)}


@pytest.mark.parametrize("make", [released, filled])
def test_cells_in_order_are_found_where_they_stand_and_nothing_is_said(make):
    found, notes = find(make(), PLAN)
    assert {name: match.parts for name, match in found.items()} == IN_PLACE
    assert notes == [] and not any(match.dropped for match in found.values())


def test_of_no_cells_all_are_missing_and_the_note_names_them_in_the_plans_order():
    found, notes = find([], PLAN)
    assert list(found) == [planned.name for planned in PLANNED]
    assert not any(match.parts or match.dropped for match in found.values())
    assert notes == [
        "missing, put back as released: framing, test_framing, window, test_window, "
        "question_levels, answer_levels"
    ]


def test_an_empty_plan_finds_nothing():
    assert find(filled(), Plan([], set())) == ({}, [])


# By name.


def test_a_cell_id_is_a_name_where_the_metadata_is_gone():
    cells = filled()
    for cell in cells:
        cell.metadata = {}
    assert find(cells, PLAN)[1] == [] and parts(cells) == IN_PLACE


def test_the_grade_id_counts_before_the_cell_id():
    cell = named("window", "x = 1")
    cell.id = "framing"
    assert parts([cell]) == {"window": [0]}


def test_a_cell_id_counts_where_the_grade_id_is_none_of_the_plans():
    cell = named("another", "x = 1")
    cell.id = "framing"
    assert parts([cell]) == {"framing": [0]}


@pytest.mark.parametrize(
    "odd",
    [
        {"cell_type": "code"},
        {"cell_type": "code", "source": 3, "metadata": 3, "id": 3},
        {"cell_type": "code", "source": None, "metadata": None, "id": None},
        {"cell_type": "code", "metadata": {"nbgrader": "framing"}},
        {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": ["framing"]}}},
        {"cell_type": "code", "metadata": {"nbgrader": {}}, "id": {"framing": 1}},
    ],
)
def test_a_cell_of_odd_types_is_no_planned_one(odd):
    assert parts([odd]) == {}
    assert claimed_names([odd]) == set()


def test_a_name_in_another_case_or_with_a_space_is_another_name():
    assert claimed_names([named("Framing", ""), named("framing ", "")]) >= {"Framing", "framing "}
    assert parts([named("Framing", "pass"), named("framing ", "pass")], Plan([FRAMING], set())) == {
        "framing": [1]  # the only place that is left
    }


def test_claimed_names_are_grade_ids_and_cell_ids():
    cell = named("window", "")
    cell.id = "own"
    assert claimed_names([cell, {"id": 5}, {}]) == {"window", "own"}


# By text.


def test_a_notebook_without_names_is_found_by_its_text():
    cells = unnamed(filled())
    assert parts(cells) == IN_PLACE
    assert find(cells, PLAN)[1] == [
        "found by their text, without their names: framing, test_framing, window, test_window, "
        "question_levels, answer_levels"
    ]


def test_a_solution_is_known_by_the_function_that_it_defines_wherever_it_stands():
    cells = [*unnamed(released())[3:], new_code_cell("def framing(x):\n    return x, 'mine'")]
    assert parts(cells)["framing"] == [len(cells) - 1]


def test_a_solution_of_variables_is_known_by_their_names():
    cells = [new_code_cell("rate = 8000"), new_code_cell("step = 1\nwindow = [0.5]")]
    assert parts(cells)["window"] == [1]


def test_a_locked_cell_is_known_though_a_word_of_it_was_changed():
    cell = new_code_cell(TEST_FRAMING.released.replace("rows=3", "rows=4"))
    assert parts([cell]) == {"test_framing": [0]}


@pytest.mark.parametrize(("length", "is_it"), [(67, True), (66, False)])
def test_a_locked_cell_is_known_from_four_fifths_alike_on(length, is_it):
    text = "0123456789" * 10
    plan = Plan([locked("note", text)], set())
    assert (parts([new_code_cell(text[:length])], plan) == {"note": [0]}) == is_it


def test_two_locked_cells_of_one_text_are_two_cells():
    plan = Plan([locked("one", "verdict(check)"), locked("two", "verdict(check)")], set())
    cells = [new_code_cell("verdict(check)"), new_code_cell("verdict(check)")]
    assert parts(cells, plan) == {"one": [0], "two": [1]}


def test_of_two_cells_like_a_locked_one_the_liker_is_it():
    worse = new_code_cell(TEST_FRAMING.released.replace("rows=3", "rows=30"))
    best = new_code_cell(TEST_FRAMING.released)
    assert parts([worse, best], Plan([TEST_FRAMING], set())) == {"test_framing": [1]}


def test_a_hidden_test_is_not_looked_for_in_what_students_have():
    long = "\n".join(f"verdict(check, seed={number})" for number in range(40))
    source = f"verdict(check)\n# BEGIN HIDDEN TESTS\n{long}\n# END HIDDEN TESTS"
    plan = Plan([locked("test_long", source)], set())
    assert parts([new_code_cell("verdict(check)")], plan) == {"test_long": [0]}


def test_a_cell_that_carries_a_name_is_not_found_by_text_for_another():
    cells = [named("window", FILLED["framing"])]
    assert parts(cells) == {"window": [0]}


# By place.


def test_what_stands_between_its_neighbours_is_the_answer_whatever_it_says():
    cells = filled()
    place = cells.index(cell_named(cells, "framing"))
    cells[place] = new_code_cell("cut = lambda x: [x]")
    assert parts(cells)["framing"] == [place]


def test_what_stands_outside_its_neighbours_is_not_the_answer():
    cells = [cell for cell in filled() if cell.id != "window"]
    cells.insert(0, new_code_cell("cut = lambda x: [x]"))
    cells.append(new_code_cell("print('end')"))
    assert "window" not in parts(cells)


def test_an_empty_cell_and_one_of_the_release_are_no_answer_by_place():
    cells = [cell for cell in filled() if cell.id not in ("answer_levels", "prose")]
    cells += [new_markdown_cell(" \n"), new_markdown_cell(f"\n{PROSE} ")]
    assert "answer_levels" not in parts(cells)


def test_two_open_answers_between_the_same_neighbours_are_both_taken_by_the_first():
    plan = Plan([answer("one", "*TODO*", "markdown"), answer("two", "*TODO*", "markdown")], set())
    cells = [new_markdown_cell("First thought."), new_markdown_cell("Second thought.")]
    assert parts(cells, plan) == {"one": [0, 1]}


def test_a_locked_cell_is_never_found_by_place():
    plan = Plan([TEST_FRAMING], set())
    assert parts([new_code_cell("print('between nothing')")], plan) == {}


# Which of several copies counts.


def test_of_copies_of_a_locked_cell_the_one_in_its_place_counts():
    first = named("test_framing", "old")
    cells = [first, *filled()]
    assert parts(cells)["test_framing"] == [4]
    assert dropped(cells) == {"test_framing": [0]}
    assert find(cells, PLAN)[1] == ["there more than once: test_framing"]


def test_where_no_copy_of_a_locked_cell_is_in_its_place_the_first_counts():
    cells = [named("test_framing", "a"), named("test_framing", "b"), named("framing", "x = 1")]
    assert parts(cells)["test_framing"] == [0]
    assert dropped(cells) == {"test_framing": [1]}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_untouched_copy_of_a_solution_goes_whichever_comes_first(order):
    copies = [named("framing", FILLED["framing"]), named("framing", f"\n{FRAMING.source}\n")]
    cells = [copies[number] for number in order]
    assert parts(cells) == {"framing": [order.index(0)]}
    assert dropped(cells) == {"framing": [order.index(1)]}


def test_of_two_solutions_the_last_counts_and_the_first_stays():
    cells = [named("window", "window = [1]"), named("window", "window = [*window, 2]")]
    assert parts(cells) == {"window": [1]}
    assert dropped(cells) == {}


def test_of_untouched_copies_alone_the_last_counts():
    cells = [named("window", WINDOW.source)] * 3
    assert parts(cells) == {"window": [2]}
    assert dropped(cells) == {"window": [0, 1]}


def test_all_parts_of_a_written_answer_count_but_for_the_untouched():
    texts = ["First.", ANSWER.source, "Second."]
    cells = [named("answer_levels", text) for text in texts]
    found, _ = find(cells, PLAN)
    assert found["answer_levels"].parts == [0, 2] and found["answer_levels"].place == 2
    assert sorted(found["answer_levels"].dropped) == [0, 1]


# What a text defines.


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", set()),
        ("# nothing", set()),
        ("def one(): pass\ndef two(): pass", {"one", "two"}),
        ("x = 1\ndef one(): y = 2", {"one"}),
        ("x = y = 1\nz.a = 2\nw[0] = 3", {"x", "y"}),
        ("if True:\n    x = 1\n    def one(): pass", set()),
        ("def größe(): pass", {"größe"}),
        ("def one(:\n    pass\ndef two (x):\n    retrun 1 1", {"one", "two"}),
        ("  def three(): 1 1", set()),
        ("%matplotlib inline\ndef one(signal):\n    return 1", {"one"}),
        ("How do they differ?", set()),
        ("x = 1\0", set()),
    ],
)
def test_a_text_defines_its_functions_or_else_its_variables(text, names):
    assert defined_names(text) == names


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ({"source": "a\r\nb\rc\nd"}, "a\nb\nc\nd"),
        ({}, ""),
        ({"source": ["a", "b"]}, ""),
        ({"source": None}, ""),
    ],
)
def test_the_text_of_a_cell_has_line_ends_of_one_kind(cell, text):
    assert text_of(cell) == text
