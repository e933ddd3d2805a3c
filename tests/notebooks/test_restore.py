"""A notebook is rebuilt as it was released, whatever was done to it; here the real ones, unrun."""

import mess
import nbformat
import pytest

from examiner.authoring.samples import fill_release
from examiner.notebooks.plan import read_plan
from examiner.notebooks.restore import restore

NOTEBOOKS = ["ex1", "ex2", "ex3"]


@pytest.fixture(scope="module")
def solved(released):
    """Each solved notebook, its plan, and the notebook as it is graded."""
    texts = fill_release(released)
    made = {}
    for name in NOTEBOOKS:
        plan = read_plan(released.gradebook_url, "hw3", name, released.folder("source"))
        cells = nbformat.reads(texts[f"{name}.ipynb"], as_version=4).cells
        made[name] = texts[f"{name}.ipynb"], plan, restore(cells, plan)
    return made


def sources(cells):
    return [(cell.cell_type, cell.source, cell.metadata) for cell in cells]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_in_order_stays_as_it_is_and_gets_its_hidden_tests(name, solved):
    text, plan, (cells, notes) = solved[name]
    submitted = nbformat.reads(text, as_version=4).cells
    assert notes == []
    assert [cell.id for cell in cells if "nbgrader" in cell.metadata] == [
        c.name for c in plan.cells
    ]
    own = {planned.name for planned in plan.cells if planned.locked}
    for cell, before in zip(cells, submitted, strict=True):
        assert cell.id in own or cell.source == before.source
    assert any("HIDDEN TESTS" in cell.source for cell in cells)


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize(
    "change",
    [
        mess.metadata_stripped,
        mess.format_4_4,
        mess.line_ends_of_windows,
        mess.no_kernelspec,
        mess.points_and_locks_edited,
    ],
)
def test_what_other_editors_do_changes_nothing(name, change, solved):
    text, plan, (cells, _) = solved[name]
    notebook = nbformat.reads(text, as_version=4)
    change(notebook)
    assert sources(restore(notebook.cells, plan)[0]) == sources(cells)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_planned_cell_that_is_missing_comes_back_once(name, solved):
    text, plan, _ = solved[name]
    for planned in plan.cells:
        notebook = nbformat.reads(text, as_version=4)
        notebook.cells = [cell for cell in notebook.cells if cell.id != planned.name]
        cells, notes = restore(notebook.cells, plan)
        ids = [cell.id for cell in cells if "nbgrader" in cell.metadata]
        assert ids == [each.name for each in plan.cells]
        assert any(planned.name in note for note in notes)


def test_an_empty_notebook_becomes_the_released_one_with_the_given_cells_that_it_needs(solved):
    _, plan, _ = solved["ex2"]
    cells, _ = restore([], plan)
    known = [cell.source for cell in cells if "nbgrader" in cell.metadata]
    assert known == [planned.source for planned in plan.cells]
    assert cells[0].source.startswith("import matplotlib.pyplot as plt")


def test_a_written_answer_in_two_cells_is_put_together(solved):
    text, plan, _ = solved["ex2"]
    notebook = nbformat.reads(text, as_version=4)
    place = mess.index_of(notebook, "answer_performance")
    answer = notebook.cells[place]
    copied = nbformat.from_dict({**answer, "id": "copy", "source": "And a second thought."})
    copied.attachments = {"a.png": {"image/png": "aGk="}, "b.svg": {"image/svg+xml": "<svg/>"}}
    notebook.cells.insert(place + 1, copied)
    cells, _ = restore(notebook.cells, plan)
    [joined] = [cell for cell in cells if cell.id == "answer_performance"]
    assert joined.source == f"{answer.source}\n\nAnd a second thought."
    assert joined.attachments == {"a.png": {"image/png": "aGk="}, "b.svg": {}}


def test_a_cell_that_says_nothing_sensible_is_an_own_cell(solved):
    _, plan, _ = solved["ex2"]
    odd = [
        nbformat.from_dict(
            {"cell_type": "raw", "source": ["x"], "metadata": 3, "id": ["test_cmvn"]}
        ),
        nbformat.from_dict({"cell_type": "code", "metadata": {"nbgrader": {"grade_id": {}}}}),
    ]
    cells, _ = restore(odd, plan)
    given = [cell for cell in plan.given if cell.source in [each.source for each in cells]]
    assert len(cells) == len(plan.cells) + len(given) + 2
