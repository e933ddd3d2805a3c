"""The PDF of all notebooks: what the student wrote, or all cells; made, and read back.

It counts only when every written answer and every line of a solution is found in it.
"""

import io
import re
import unicodedata
from dataclasses import dataclass, field

import nbformat
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from homework.files import replace, shown
from homework.outcomes import outcome_of
from homework.released import written_cells
from homework.submit.browser import BrowserError, print_to_pdf
from homework.submit.findings import answers_of, cells_by_id, is_open, is_to_be_filled

HEADING = re.compile(r"^(#{1,3}) (.+)$", re.M)
# What of a text is a picture on paper, or nothing.
DRAWN = ("inline_math", "block_math", "image", "inline_html", "block_html")
BY_HAND = (
    "Open it in a browser, print it to a PDF of the same name, and see that your answers are in."
)


# Else a long line of code is cut at the margin.
WRAP = "<style>pre { white-space: pre-wrap !important; overflow-wrap: anywhere }</style>"


class DocumentError(Exception):
    """There is no PDF; the text says why and what to do."""


@dataclass(frozen=True)
class Part:
    """What is printed of a cell.

    Attributes
    ----------
    kind : {'heading', 'code', 'words', 'test'}
    name, source : str
        The task or what the cell is called; its text, or a test's claim.
    level : int
        Of a heading.
    points : float
    outcome : str
        Of a test; empty where it did not run.
    outputs : list of dict
    attachments : dict
    """

    kind: str
    name: str = ""
    source: str = ""
    level: int = 0
    points: float = 0
    outcome: str = ""
    outputs: list = field(default_factory=list)
    attachments: dict = field(default_factory=dict)


def write_document(found, title, stem, answers=True):
    """Print notebooks to one PDF.

    Parameters
    ----------
    found : Handin
    title : str
        Its first line.
    stem : Path
        Where to write it, without the suffix.
    answers : bool
        What the student wrote, with its results, and the tests in a line each; else all cells, by
        the browser that is installed.

    Returns
    -------
    Path
        The PDF.

    Raises
    ------
    DocumentError
        Where nothing can print it, or an answer is not in it. Then there is an HTML page.
    """
    page, printed = _beside(stem, ".html"), _beside(stem, ".pdf")
    notebooks = list(found.notebooks.values())
    ways = [lambda: _drawn(found, title)] if answers else []
    reasons = []
    for way in [*ways, lambda: print_to_pdf(as_html(notebooks, title), stem.parent)]:
        try:
            pdf = way()
            lost = missing_answers(pdf, notebooks, title)
        except (BrowserError, PyPdfError, ImportError) as fault:
            reasons.append(str(fault))
            continue
        if not lost:
            replace(printed, pdf)
            page.unlink(missing_ok=True)
            return printed
        reasons.append(f"these answers were lost in it: {', '.join(lost)}.")
    replace(page, as_html(notebooks, title).encode())
    printed.unlink(missing_ok=True)
    raise DocumentError(f"{' '.join(reasons)} {page.name} is there in its place. {BY_HAND}")


def _beside(stem, suffix):
    return stem.with_name(stem.name + suffix)


def _drawn(found, title):
    # A second's work, and another package that may be missing.
    from homework.submit.paper import draw

    parts = [
        part
        for name, notebook in found.notebooks.items()
        for part in parts_of(notebook, found.outlines.get(name))
    ]
    try:
        return draw(title, parts, title.partition(": ")[2])
    except Exception as fault:  # whatever is the matter, a browser may do it
        reason = f"{type(fault).__name__}: {shown(fault)}"
        raise BrowserError(f"It could not be drawn ({reason}).") from fault


def parts_of(notebook, outline):
    """What of a notebook is printed: headings, the student's own cells, a line for each test.

    Parameters
    ----------
    notebook : NotebookNode
    outline : dict or None
        See `homework.released.read_outline`.

    Returns
    -------
    list of Part
    """
    outline = outline or {}
    tests, by_hand = outline.get("tests", {}), outline.get("by_hand", {})
    points = dict(by_hand)
    for test in tests.values():
        points[test["task"]] = points.get(test["task"], 0) + test["points"]
    own = {id(cell) for cell in written_cells(notebook, outline)} if "cells" in outline else set()
    names, parts = {id(cell): name for name, cell in cells_by_id(notebook).items()}, []
    for cell in notebook.cells:
        name = names.get(id(cell), "")
        if name in tests:
            parts.append(_test(cell, name, tests[name]["claim"]))
        elif is_to_be_filled(cell) or id(cell) in own:
            parts.append(_answer(cell, name, points.get(name, 0)))
        elif cell.cell_type == "markdown":
            found = HEADING.findall(cell.source)[:1]
            parts += [Part("heading", "", text, len(mark)) for mark, text in found]
    return _without_empty_headings(parts)


def _test(cell, name, claim):
    ran = cell.get("execution_count") or cell.get("outputs")
    return Part("test", name, claim or name, outcome=outcome_of(cell.outputs)[0] if ran else "")


def _answer(cell, name, points):
    kind = "words" if cell.cell_type == "markdown" else "code"
    named = name or ("own words" if kind == "words" else "own cell")
    outputs, attachments = cell.get("outputs", []), cell.get("attachments", {})
    named += " (not attempted)" if is_open(cell) else ""
    return Part(kind, named, cell.source, 0, points, "", outputs, attachments)


def _without_empty_headings(parts):
    """A heading that is followed by one of its own level or above heads nothing."""
    kept, after = [], [*parts[1:], Part("heading", level=0)]
    for part, following in zip(parts, after, strict=True):
        nothing = following.kind == "heading" and following.level <= part.level
        if part.kind != "heading" or part.level == 1 or not nothing:
            kept.append(part)
    return kept


def as_html(notebooks, title):
    """One page of all cells and outputs, below a title.

    Returns
    -------
    str
    """
    # Not on every machine: JupyterLab brings it.
    from nbconvert import HTMLExporter

    cells = [nbformat.v4.new_markdown_cell(f"# {title}")]
    cells += [cell for notebook in notebooks for cell in notebook.cells]
    # Each notebook has a cell of the id `setup`: format 4.4 knows no ids.
    cells = [{name: part for name, part in cell.items() if name != "id"} for cell in cells]
    whole = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    # Without "In [ ]": at the end of a page it would stand in the middle of an answer.
    exporter = HTMLExporter(
        template_name="webpdf", exclude_input_prompt=True, exclude_output_prompt=True
    )
    page = exporter.from_notebook_node(nbformat.from_dict(whole))[0]
    return page.replace("</head>", f"{WRAP}</head>", 1)


def missing_answers(pdf, notebooks, title=""):
    """The answers that a PDF does not hold: words piece by piece, code line by line.

    Formulas and pictures are left out of the comparison: they are drawn, not written.

    Parameters
    ----------
    pdf : bytes
    notebooks : list of NotebookNode
    title : str
        What stands on each page; it may come in the middle of an answer.

    Returns
    -------
    list of str
        Ids of cells.
    """
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    below = re.compile(re.escape(title) + r"\s*\|\s*page \d+ of \d+") if title else None
    text = "".join(below.sub("", page) if below else page for page in pages)
    words, signs = _letters(text), _signs(text)
    lost = []
    for notebook in notebooks:
        for name, answer in answers_of(notebook).items():
            if cells_by_id(notebook)[name].cell_type == "markdown":
                there = all(_letters(piece) in words for piece in pieces(answer))
            else:
                there = all(_signs(line) in signs for line in answer.splitlines())
            lost += [] if there else [name]
    return lost


def pieces(answer):
    """The runs of words in an answer, between its formulas and its markup.

    Parameters
    ----------
    answer : str
        Markdown.

    Returns
    -------
    list of str
    """
    from homework.submit.prose import tokens_of

    return [piece for piece in _words(tokens_of(answer)) if _letters(piece)]


def _words(tokens):
    for token in tokens:
        if token["type"] == "block_code":
            yield from token["raw"].splitlines()
        elif token["type"] not in DRAWN:
            if "raw" in token:
                yield token["raw"]
            yield from _words(token.get("children", ()))


def _letters(text):
    """Letters and digits alone: lines, ligatures and quotes differ in print."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def _signs(text):
    """All that is seen of code: spaces and pictures of letters are not compared."""
    kept = (each for each in unicodedata.normalize("NFKC", text) if not each.isspace())
    return "".join(each for each in kept if each.isalnum() or each.isascii())
