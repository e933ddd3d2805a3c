"""Formulas are drawn when a page is written, and everything else stays as it was."""

import base64
import re
from pathlib import Path

import nbformat
import pytest

from examiner.marks import formulas
from examiner.marks.formulas import with_formulas


def pictures(page):
    found = re.findall(r'<img alt="([^"]*)" style="[^"]*" src="data:image/svg\+xml;base64,', page)
    return [each.replace("&lt;", "<") for each in found]


def test_a_formula_becomes_a_picture_that_is_read_aloud_as_it_was_written():
    page = with_formulas("<p>So $a&lt;b$ and\n$$\\frac{1}{2}\n+ x$$ hold.</p>")
    assert pictures(page) == ["a<b", "\\frac{1}{2}\n+ x"]
    assert page.startswith("<p>So <img") and page.endswith("hold.</p>")
    svg = base64.b64decode(re.search(r"base64,([^\"]+)", page)[1])
    assert svg.lstrip().startswith(b"<?xml") and b"<script" not in svg


@pytest.mark.parametrize(
    "page",
    [
        "<p>It costs 5 $ or $ 6, and 7 $.</p>",
        "<code>$x$</code><pre>$y$</pre><script>$z$</script><style>$a$</style>",
        '<p title="$x$">x</p><!-- $x$ -->',
        "<p>\\$x\\$ $ x $ $$ $$</p>",
        "<p>$\\nosuchcommand{x}$ $\\frac{1$</p>",
        f"<p>${'x+' * 400}x$</p>",
    ],
)
def test_what_is_no_formula_or_cannot_be_set_stays(page):
    assert with_formulas(page) == page


def test_no_more_are_set_than_a_page_may_have(monkeypatch):
    monkeypatch.setattr(formulas, "MOST", 2)
    assert pictures(with_formulas("$a$ $b$ $c$")) == ["a", "b"]


def test_every_formula_of_the_course_can_be_set():
    texts = [
        re.sub(r"`[^`]*`", "", cell.source)
        for path in sorted((Path(__file__).parents[2] / "source").rglob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "markdown"
    ]
    page = with_formulas("\n".join(text.replace("<", "&lt;") for text in texts))
    assert len(pictures(page)) > 50
    assert "$" not in re.sub(r"<img[^>]*>", "", page)
