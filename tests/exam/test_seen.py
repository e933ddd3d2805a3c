"""What a program saw of the plots of a graded class: asked from outside, and no mark."""

import nbformat
import pytest

from examiner.marks.reading import marks_by_cell
from examiner.notebooks.cells import name_of
from homework.seeing import seen_in

pytestmark = pytest.mark.slow


def seen_of(course, student, notebook, plot):
    path = course.folder("autograded", student) / f"{notebook}.ipynb"
    cells = {name_of(cell): cell for cell in nbformat.read(path, as_version=4).cells}
    return {what: said for what, said, *_ in seen_in(cells[f"seen_{plot}"].outputs)}


def test_the_solutions_plots_show_what_they_should(graded_on_embedded):
    assert seen_of(graded_on_embedded, "solution", "ex2", "plot_confusion") == {
        "two panels": "yes",
        "the numbers of the confusion matrix of y_train": "yes",
        "the numbers of the confusion matrix of y_test": "yes",
        "both matrices": "yes",
        "drawn as": "shares of rows",
        "titles say train and test": "yes",
        "axis labels": "yes",
    }
    found = seen_of(graded_on_embedded, "solution", "ex3", "plot_gmm_components")
    assert set(found.values()) == {"yes"} and "panels: 10; ten digits named" in found


def test_an_open_plot_shows_nothing_and_nothing_of_it_is_a_mark(graded_on_embedded):
    assert seen_of(graded_on_embedded, "untouched", "ex2", "plot_confusion") == {}
    cells = marks_by_cell(graded_on_embedded)
    assert not any(name.startswith("seen_") for name in cells["cell"])
