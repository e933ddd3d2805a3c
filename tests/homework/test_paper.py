"""The PDF without a browser: all that was written is on it, whole, and it is read back."""

import io

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_output
from pypdf import PdfReader

from examiner.authoring.samples import fill_release
from homework.opened import Opened
from homework.submit import fonts
from homework.submit.code import code_block, wrapped
from homework.submit.document import missing_answers, parts_of, pieces, write_document
from homework.submit.findings import look_into
from homework.submit.formulas import picture_of
from homework.submit.paper import draw

TITLE = "hw3: Łukasz Żółć, 1234567"
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
ANSWER = (
    r"""Efficient filters: "first", 2nd — *third* & **bold** äöü, señor, Привет < 3.

- a list with `code_names(x)`
  1. nested ~~one~~
  2. two $\bar{x} = \frac{1}{N}\sum_n x_n$

> quoted

| digit | share |
|---|---|
| six | 54 % |

$$p(x) = \sum_m w_m$$

$$\begin{aligned} a &= b \\ c &= d \end{aligned}$$

![a sketch](attachment:sketch.png)

```python
def written(): ...
```

"""
    + "A long sentence that goes over the end of its line, again and again. " * 60
)
LONG = f"x = [{', '.join(map(str, range(300)))}]\ny = '{'z' * 300}'\n" + "pass\n" * 120


@pytest.fixture(scope="module")
def solved(released, tmp_path_factory):
    """What was found in a folder of solved notebooks, one of them with odd answers."""
    folder = tmp_path_factory.mktemp("solved")
    for name, text in fill_release(released).items():
        (folder / name).write_text(text)
    notebook = nbformat.read(folder / "ex1.ipynb", as_version=4)
    cells = {cell.id: cell for cell in notebook.cells}
    cells["answer_feature_levels"].source = ANSWER
    cells["answer_feature_levels"].attachments = {"sketch.png": {"image/png": PIXEL}}
    cells["framing"].source = LONG
    cells["preemphasis"].outputs = [
        new_output("display_data", {"image/png": PIXEL}),
        new_output("stream", text="printed\x1b[31m red\n" * 100),
        new_output("error", ename="ValueError", evalue="no"),
    ]
    cells["test_framing"].outputs = [new_output("error", ename="Wrong", evalue="no")]
    notebook.cells.append(new_code_cell("own = 'a cell of my own'", id="own"))
    nbformat.write(notebook, folder / "ex1.ipynb")
    return look_into(folder, Opened()), folder


@pytest.fixture(scope="module")
def printed(solved):
    found, folder = solved
    return write_document(found, TITLE, folder / "printed").read_bytes()


def text_of(pdf):
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_every_answer_and_every_line_of_code_is_in_it(solved, printed):
    found, _ = solved
    assert missing_answers(printed, list(found.notebooks.values()), TITLE) == []
    text = "".join(text_of(printed))
    for said in ("own = 'a cell of my own'", "ValueError: no", "75 lines more", "framing, 0.25"):
        assert said in text, said
    assert "not right yet: framing cuts" in text and "not run: preemphasis keeps" in text
    # The course's own text and cells are left out.
    assert "mel-frequency cepstral coefficients, MFCC for short" not in text
    assert "tqdm" not in text


def test_it_is_short_and_each_page_has_name_number_and_its_own(printed):
    pages = text_of(printed)
    assert len(pages) < 20
    for number, page in enumerate(pages, 1):
        assert f"{TITLE}  |  page {number} of {len(pages)}" in page


def test_what_is_lost_is_named(solved, printed):
    found, _ = solved
    notebook = nbformat.from_dict(found.notebooks["ex1.ipynb"])
    cells = {cell.id: cell for cell in notebook.cells}
    cells["cmvn"].source += "\nanother = line"
    cells["answer_feature_levels"].source += "\n\nAnother sentence."
    assert missing_answers(printed, [notebook], TITLE) == ["cmvn", "answer_feature_levels"]


def test_no_line_is_wider_than_the_paper_and_nothing_of_it_is_lost():
    fonts.register()
    lines = wrapped([(None, LONG)], 400)
    joined = "".join(part for line in lines for _, _, part in line)
    assert joined.replace(" ", "") == LONG.replace(" ", "").replace("\n", "")
    assert max(len("".join(part for _, _, part in line)) for line in lines) <= 400 / 4.8
    assert code_block("", 400) == []


def test_a_letter_that_no_font_has_counts_as_lost(solved, monkeypatch):
    found, _ = solved
    fonts.register()
    monkeypatch.setattr(fonts, "_others", lambda: [])
    fonts._font_with.cache_clear()
    notebook = nbformat.from_dict(found.notebooks["ex2.ipynb"])
    outline = found.outlines["ex2.ipynb"]
    answer = next(cell for cell in notebook.cells if cell.id == "answer_performance")
    answer.source = "中文 and English"
    pdf = draw(TITLE, parts_of(notebook, outline), "Ada")
    fonts._font_with.cache_clear()
    assert missing_answers(pdf, [notebook], TITLE) == ["answer_performance"]


def test_formulas_are_drawn_and_what_cannot_be_is_printed_as_typed():
    known = (r"\bar{x} = \frac{1}{N}\sum_n x_n", r"w_d^\top x", r"a \le \tfrac{a}{b} \geq 1")
    for formula in (*known, r"\displaystyle\sum\limits_n x"):
        path, width, height, _ = picture_of(formula, 10)
        assert path.read_bytes()[:4] == b"\x89PNG" and 0 < width < 200 and 0 < height < 60
    assert picture_of(r"\begin{cases} x \end{cases}", 10) is None
    assert any("cases" in each for each in pieces("`cases`")), "code counts as words"
