"""What stays of a notebook, and of each kind of cell."""

from copy import deepcopy

from cells import cleaned, html, page_of, shown, text, unchecked
from nbformat.v4 import new_code_cell, new_raw_cell

from examiner.harmless import MakeHarmless


def test_widgets_leave_neither_views_nor_state(harms):
    view, state = ("application/vnd.jupyter.widget-" + kind for kind in ("view+json", "state+json"))
    notebook = unchecked([shown({view: {"model_id": "1"}, "text/plain": "Slider()"})])
    notebook.metadata.widgets = {state: {"state": {"1": {"model_module": "evil"}}}}
    assert "script" in harms(notebook, "lab")
    cleaned_notebook, _ = MakeHarmless().preprocess(deepcopy(notebook), {})
    assert cleaned_notebook.metadata == {}
    assert list(cleaned_notebook.cells[0].outputs[0].data) == ["text/plain"]
    assert harms(cleaned_notebook, "lab") == set()


def test_locked_sources_stay_and_their_outputs_are_cleaned(harms):
    for cell in (text("<script>1</script>"), html("<script>1</script>")):
        cell.metadata = {"nbgrader": {"locked": True, "grade_id": "a"}, "tags": ["x"]}
        (after,) = cleaned(cell).cells
        assert (after.source, after.metadata) == (cell.source, cell.metadata)
        assert "script" not in str(after.get("outputs"))


def test_code_of_students_stays_as_written():
    source = "def f(x):\n\treturn '<script>' if x < 1 else \"\\x1b[0m\"  # é"
    assert cleaned(new_code_cell(source)).cells[0].source == source
    assert cleaned(new_code_cell("a = 1\u202e # \ud800")).cells[0].source == "a = 1 # "


def test_raw_cells_are_shown_as_code(exporters):
    page = page_of(exporters["lab"], cleaned(new_raw_cell("a ```` *b*\n<c>")))
    assert "a ```` *b*\n&lt;c&gt;" in page
