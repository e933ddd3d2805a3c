"""However the solved code is cut into cells, the same functions are there when the tests ask."""

import copy
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_course import answer, locked
from nbformat.v4 import new_code_cell, new_markdown_cell

from examiner.notebooks.plan import Plan
from examiner.notebooks.restore import restore

STUB = "raise NotImplementedError  # delete this line, write yours"
TASKS = {
    "double": ["def double(x):\n    return 2 * x"],
    "moments": [
        "def mean(x):\n    return sum(x) / len(x)",
        "def spread(x):\n    return max(x) - mean(x)",
    ],
    "level": ["level = 'frame'", "def shown(x):\n    return level, double(x)"],
}
ASKED = {
    "double": "double(3) == 6",
    "moments": "(mean([1, 3]), spread([1, 3])) == (2, 1)",
    "level": "shown(2) == ('frame', 4)",
}
RELEASED = {
    "double": f"def double(x):\n    {STUB}",
    "moments": f"def mean(x):\n    {STUB}\n\n\ndef spread(x):\n    {STUB}",
    "level": f"level = None\n\n\ndef shown(x):\n    {STUB}",
}
PLANNED = [
    cell
    for name in TASKS
    for cell in (answer(name, RELEASED[name]), locked(f"test_{name}", ASKED[name], points=1.0))
]
PLAN = Plan(PLANNED, set())
PIECES = [(name, text) for name, texts in TASKS.items() for text in texts]
EXTRA = ["print(double(2))", "tried = mean([1, 2])", "# my notes"]


def outcomes(cells):
    """By test whether it is right, asked in its place, and at the end where a name was missing."""
    namespace, found, late = {}, {}, []

    def ask(cell):
        found[cell.id] = bool(eval(cell.source, namespace))

    for cell in cells:
        if cell.cell_type != "code":
            continue
        if cell.id.startswith("test_") and "nbgrader" in cell.metadata:
            try:
                ask(cell)
            except NameError:
                late.append(cell)
            except NotImplementedError:
                found[cell.id] = False
        else:
            with suppress(NameError):
                exec(cell.source, namespace)
    for cell in late:
        ask(cell)
    return found


@st.composite
def cuttings(draw):
    """The solved pieces in order, joined and parted at random, with ids kept, doubled, lost."""
    cells, start = [], 0
    while start < len(PIECES):
        end = draw(st.integers(start + 1, len(PIECES)))
        part = PIECES[start:end]
        names = [name for name, _ in part]
        tests = [f"test_{name}" for name in names]
        name = draw(st.sampled_from([None, *names, *tests]))
        metadata = {"nbgrader": {"grade_id": name}} if name else {}
        cells.append(new_code_cell("\n\n".join(text for _, text in part), metadata=metadata))
        if draw(st.booleans()):
            cells.append(new_code_cell(draw(st.sampled_from(EXTRA))))
        if draw(st.booleans()):
            there = draw(st.sampled_from([p for p in PLANNED if p.locked]))
            metadata = {"nbgrader": {"grade_id": there.name}} if draw(st.booleans()) else {}
            cells.append(new_code_cell(there.source, metadata=metadata))
        start = end
    return cells


@settings(max_examples=150, deadline=None, database=None)
@given(cuttings())
def test_however_the_solved_code_is_cut_every_test_is_right(cells):
    again, _ = restore(cells, PLAN)
    assert outcomes(again) == dict.fromkeys(["test_double", "test_moments", "test_level"], True)
    assert not any(STUB in cell.source for cell in again)


def cell(name, source):
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": name}} if name else {})


def test_of_a_stub_only_what_no_other_cell_defines_comes_back():
    spread = TASKS["moments"][1]
    again, notes = restore([cell("double", f"{TASKS['double'][0]}\n\n{spread}")], PLAN)
    (moments,) = [c.source for c in again if c.id == "moments"]
    assert moments == f"# Defined in another cell: spread.\n\ndef mean(x):\n    {STUB}"
    assert "found in another cell, which counts: moments" in notes


@pytest.mark.parametrize("below", [True, False])
def test_a_stub_left_open_beside_the_students_own_cell_takes_nothing_away(below):
    cells = [cell("double", RELEASED["double"]), cell(None, TASKS["double"][0])]
    again, _ = restore(cells if below else cells[::-1], PLAN)
    assert outcomes(again)["test_double"]


def test_a_copy_of_a_stub_without_its_name_goes():
    cells = [cell("double", TASKS["double"][0]), cell(None, RELEASED["double"])]
    assert outcomes(restore(cells, PLAN)[0])["test_double"]


def test_a_test_that_was_changed_without_an_answer_in_it_is_the_released_one_alone():
    again, _ = restore([cell("test_double", "double = 3\ndouble(3) == 7")], PLAN)
    assert [c.source for c in again if c.id == "test_double"] == [ASKED["double"]]
    changed = [cell("test_double", "def check():\n    return True")]
    assert not any("check" in c.source for c in restore(changed, PLAN)[0])


def test_an_open_task_stays_open():
    again, notes = restore([cell(name, RELEASED[name]) for name in TASKS], PLAN)
    assert [c.source for c in again if c.id in TASKS] == list(RELEASED.values())
    assert not any("another cell" in note for note in notes)


def test_what_is_submitted_is_left_as_it_is():
    cells = [cell("double", TASKS["double"][0]), new_markdown_cell("Mine.")]
    before = copy.deepcopy(cells)
    restore(cells, PLAN)
    assert cells == before
