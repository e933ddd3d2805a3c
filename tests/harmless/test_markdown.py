"""Honest texts stay as written; the others can still be read."""

from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from cells import PNG, cleaned, page_of, shown, text, unchecked
from nbformat.notebooknode import from_dict

HONEST = {
    "headings": "# Results\n\n## Levels and `dB`\n\nTwo *words* and **three** ~~four~~.",
    "formulas": "$a<b$, $x_i \\in \\{1, 2\\}$ and\n\n$$\\frac{1}{2} < \\sum_{i<j} a_i$$",
    "environment": "\\begin{align}\na &= b \\\\\nc &< d\n\\end{align}",
    "smaller": "If a < b then x<y, a <- b, and 3>2 & more. \\\\(a<b\\\\)",
    "code spans": "Use `<script>` or ``x = `<b>` `` and `\\href{a}{b}`.",
    "fences": "```python\nx = '<script>' if a < b else $c$\n```\n\n```\n<iframe>\n```",
    "indented": "Code:\n\n    <b> indented",
    "html fence": "```html\n<a href='javascript:x'>\n```",
    "table": "| a | b |\n|:--|--:|\n| 1 | `<b>` |\n| $x$ | *y* |",
    "links": "[a](https://a.example/c?d=1&e=2 'T \"q\"') <https://b.example> https://c.example/d_(e)",
    "reference": "[a][r] and [r]\n\n[r]: https://a.example/b",
    "own links": "[a](#results) [c](mailto:a@b.example)",
    "lists": "- a\n  1. b\n\n     c\n- d\n\n4. e\n5. f\n\n- [ ] g\n- [x] h",
    "quote": "> a\n>\n> b\n\n---\n\nterm\n: what it is",
    "plain tags": "x<sub>1</sub>, 10<sup>3</sup>, a<br>b <b>c</b> <i>d</i>",
    "hint": "<details><summary>Hint 1</summary>\n\nUse `np`:\n\n- a\n\n</details>",
    "entities": "a &lt;b&gt; &copy; &nbsp; &amp;amp;",
    "unicode": "Grüße, 声音, \U0001f600, ½ „x“",
    "data picture": f"![p](data:image/png;base64,{PNG.strip()})",
    "nothing": "",
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_texts_stay_and_look_as_before(name, exporters):
    before = text(HONEST[name], p_png={"image/png": PNG})
    (after,) = cleaned(before, text("# notebook"), text("[a](javascript:b)")).cells[:1]
    assert after.source == before.source
    assert after.attachments == before.attachments
    for exporter in exporters.values():
        page, was = (page_of(exporter, unchecked([cell])) for cell in (after, before))
        assert page == was


def test_the_texts_of_the_course_stay():
    cells = [
        cell
        for path in sorted((Path(__file__).parents[2] / "source").rglob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "markdown"
    ]
    assert len(cells) > 30
    unlocked = [from_dict({**cell, "metadata": {}}) for cell in cells]
    assert [cell.source for cell in cleaned(*unlocked).cells] == [cell.source for cell in cells]


def test_pasted_pictures_are_shown(exporters):
    cell = text("*x* ![a](attachment:p.png) <b onclick=1>", p_png={"image/png": PNG.strip()})
    page = page_of(exporters["lab"], cleaned(cell))
    assert f'src="data:image/png;base64,{PNG.strip()}"' in page
    assert "<em>x</em>" in page


def test_mended_texts_can_still_be_read(exporters):
    written = "**x** `<i>` $a<b$ <center>c</center> [d](javascript:e) ![f](https://g.example/h.png)"
    written += " ![i](attachment:lost.png) j<sub>1</sub>"
    page = page_of(exporters["lab"], cleaned(text(written)))
    body = BeautifulSoup(page, "html.parser").find(class_="jp-MarkdownOutput")
    assert (
        body.get_text().strip()
        == "x <i> $a<b$ <center>c</center> [d](javascript:e) f ![i](attachment:lost.png) j1"
    )
    assert (body.strong.text, body.code.text) == ("x", "<i>")
    assert body.a["href"] == "https://g.example/h.png"


def test_a_heading_cannot_take_the_place_of_an_element_of_the_page(exporters):
    graded = text("# mine", x_png={"image/png": PNG})
    graded.metadata.nbgrader = {"grade_id": "question", "locked": False, "solution": True}
    takers = ["# question", "## question-comment\n\n$x$", "statusmessage\n===", "# *notebook*"]
    output = shown({"text/markdown": "# question"})
    page = page_of(exporters["classic"], cleaned(graded, *map(text, takers), output))
    ids = {tag["id"] for tag in BeautifulSoup(page, "html.parser").find_all(id=True)}
    assert "mine" in ids
    assert {"question", "question-comment", "statusmessage"}.isdisjoint(ids)
