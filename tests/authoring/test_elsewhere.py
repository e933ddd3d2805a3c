"""A release for other editors: the course's address, links to Colab, folded tests."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from examiner.authoring.elsewhere import Handout, colab_address, file_address
from examiner.course import Course

GITHUB = "https://github.com/course/hw.3/tree/main/release"


@pytest.mark.parametrize(
    ("url", "wheel", "colab"),
    [
        (
            GITHUB,
            "https://github.com/course/hw.3/raw/main/release/w.whl",
            "https://colab.research.google.com/github/course/hw.3/blob/main/release/ex1.ipynb",
        ),
        (
            "https://github.com/course/hw3/tree/main/",
            "https://github.com/course/hw3/raw/main/w.whl",
            "https://colab.research.google.com/github/course/hw3/blob/main/ex1.ipynb",
        ),
        ("http://127.0.0.1:8000/hw3/", "http://127.0.0.1:8000/hw3/w.whl", ""),
    ],
)
def test_addresses(url, wheel, colab):
    assert file_address(url, "w.whl") == wheel
    assert colab_address(url, "ex1.ipynb") == colab


def prepared(url):
    test = {"grade": True, "solution": False, "grade_id": "test_x", "points": 1}
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell('try:\n    import homework\nexcept ImportError:\n    course = ""  # address'),
        new_code_cell("assert x", metadata={"nbgrader": test, "jupyter": {"source_hidden": True}}),
    ]
    step = Handout()
    step.url = url
    names = {"nbgrader": {"assignment": "hw3", "notebook": "ex1"}}
    return step.preprocess(new_notebook(cells=cells), names)[0].cells


def test_the_address_and_the_link_are_written_in():
    title, start, _ = prepared(GITHUB)
    assert title.source.endswith(f"[Open in Colab]({colab_address(GITHUB, 'ex1.ipynb')})")
    assert 'course = "https://github.com/course/hw.3/raw/main/release/speech_hom' in start.source
    assert start.source.endswith('-py3-none-any.whl"  # address')


def test_without_an_address_nothing_is_written_and_tests_are_folded_everywhere():
    title, start, test = prepared("")
    assert title.source == "# Title" and 'course = ""' in start.source
    assert test.metadata.cellView == "form" and test.metadata.inputCollapsed
    assert test.metadata.jupyter.source_hidden


def test_the_released_tests_are_folded_in_three_ways(released):
    for path in Course.notebooks(released, "release"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.id.startswith("test_"):
                assert (cell.metadata.cellView, cell.metadata.inputCollapsed) == ("form", True)
