"""The PDF of all notebooks: printed by the browser that is installed, and read back.

It counts only when every written answer is found in it.
"""

import io
import re
import unicodedata
from html.parser import HTMLParser

import nbformat
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html
from nbformat.v4 import new_markdown_cell
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from homework.files import replace
from homework.submit.browser import BrowserError, print_to_pdf
from homework.submit.findings import written_answers

PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
MATH = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$|\\\[.*?\\\]|\\\(.*?\\\)", re.S)
BY_HAND = (
    "Open it in a browser, print it to a PDF of the same name, and see that your answers are in."
)


class DocumentError(Exception):
    """There is no PDF; the text says why and what to do."""


def write_document(notebooks, title, stem):
    """Print notebooks to one PDF.

    Parameters
    ----------
    notebooks : list of NotebookNode
    title : str
        Its first line.
    stem : Path
        Where to write it, without the suffix.

    Returns
    -------
    Path
        The PDF.

    Raises
    ------
    DocumentError
        Where no browser can print it, or an answer is not in it. Then there is an HTML page.
    """
    page, printed = _beside(stem, ".html"), _beside(stem, ".pdf")
    html = as_html(notebooks, title)
    try:
        pdf = print_to_pdf(html, stem.parent)
        missing = missing_answers(pdf, notebooks)
    except (BrowserError, PyPdfError) as fault:
        reason = str(fault)
    else:
        reason = f"these answers were lost in it: {', '.join(missing)}." if missing else ""
    if reason:
        replace(page, html.encode())
        printed.unlink(missing_ok=True)
        raise DocumentError(f"{reason} {page.name} is there in its place. {BY_HAND}")
    replace(printed, pdf)
    page.unlink(missing_ok=True)
    return printed


def _beside(stem, suffix):
    return stem.with_name(stem.name + suffix)


def as_html(notebooks, title):
    """One page of all cells and outputs, below a title.

    Returns
    -------
    str
    """
    cells = [new_markdown_cell(f"# {title}")]
    cells += [cell for notebook in notebooks for cell in notebook.cells]
    # Each notebook has a cell of the id `setup`: format 4.4 knows no ids.
    cells = [{name: part for name, part in cell.items() if name != "id"} for cell in cells]
    whole = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    # Without "In [ ]": at the end of a page it would stand in the middle of an answer.
    exporter = HTMLExporter(
        template_name="webpdf", exclude_input_prompt=True, exclude_output_prompt=True
    )
    return exporter.from_notebook_node(nbformat.from_dict(whole))[0]


def missing_answers(pdf, notebooks):
    """The written answers that a PDF does not hold.

    Formulas and pictures are left out of the comparison: they are drawn, not written.

    Parameters
    ----------
    pdf : bytes
    notebooks : list of NotebookNode

    Returns
    -------
    list of str
        Ids of cells.
    """
    text = _letters("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    return [
        name
        for notebook in notebooks
        for name, answer in written_answers(notebook).items()
        if any(_letters(piece) not in text for piece in pieces(answer))
    ]


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
    found = []
    for prose in MATH.split(PICTURE.sub("", answer)):
        parser = HTMLParser()
        parser.handle_data = found.append  # type: ignore[method-assign, assignment]
        parser.feed(markdown2html(prose))
    return [piece for piece in found if _letters(piece)]


def _letters(text):
    """Letters and digits alone: lines, ligatures and quotes differ in print."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))
