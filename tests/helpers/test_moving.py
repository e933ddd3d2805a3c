"""A still figure everywhere, and sliders where a person runs the cell."""

import sys

import pytest
from IPython.utils.capture import capture_output

from helpers import plotting
from helpers.moving import PLAIN, explore

WIDGET = "application/vnd.jupyter.widget-view+json"


def explored(**sliders):
    asked = []

    def draw(**values):
        asked.append(values)
        return plotting.plot_windows(**values)

    with capture_output() as captured:
        explore(draw, alt="Windows.", **sliders)
    return asked, captured


@pytest.fixture
def in_a_page(shell, monkeypatch):
    monkeypatch.setattr(shell, "get_parent", lambda: {"metadata": {"cellId": "a"}}, raising=False)


def test_without_a_page_the_figure_of_the_start_stands_alone(shell):
    asked, captured = explored(shift=(1, 4, 1, 2))
    assert asked == [{"shift": 2}]
    (figure,) = captured.outputs
    assert figure.metadata["image/png"]["alt"] == "Windows."


def test_in_a_page_sliders_follow_it(in_a_page):
    pytest.importorskip("ipywidgets")
    _, captured = explored(shift=(1, 4, 1, 2), n_left=(1, 5, 1, 3))
    figure, sliders = captured.outputs
    assert "image/png" in figure.data
    assert WIDGET in sliders.data and sliders.data["text/plain"] == PLAIN


def test_a_slider_that_moves_draws_anew(in_a_page):
    widgets = pytest.importorskip("ipywidgets")
    asked, captured = explored(shift=(1, 4, 1, 2))
    model = captured.outputs[1].data[WIDGET]["model_id"]
    from ipywidgets.widgets.widget import _instances

    slider = _instances[model].children[0]
    assert isinstance(slider, widgets.IntSlider)
    slider.value = 4
    assert asked == [{"shift": 2}, {"shift": 4}]


def test_where_the_package_is_missing_a_line_says_so(in_a_page, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    _, captured = explored(shift=(1, 4, 1, 2))
    assert "With ipywidgets installed" in captured.stdout and len(captured.outputs) == 1
