"""An answer as its student will read it: rendered as feedback pages are, and as harmless."""

import threading
from copy import deepcopy
from functools import lru_cache

from nbformat.v4 import new_markdown_cell, new_notebook

from examiner.harmless import MakeHarmless
from examiner.marks.feedback import FeedbackPage

# One at a time: Matplotlib sets the formulas, and is not made for threads.
_ALONE = threading.Lock()
BEGIN, END = "<main>", "</main>"


@lru_cache(maxsize=1)
def _page():
    return FeedbackPage()


def as_html(cells):
    """Cells as a part of a page.

    Parameters
    ----------
    cells : list of NotebookNode
        Of a graded notebook, which was made harmless when it was graded. It is done again here:
        what was graded by other means is shown here as well.

    Returns
    -------
    str
    """
    with _ALONE:
        clean = [_harmless(cell, number) for number, cell in enumerate(cells)]
        return _rendered(clean)


def markdown_as_html(text):
    """A text of the instructor's or of a marker's, as the feedback page shows a comment."""
    with _ALONE:
        return _rendered([new_markdown_cell(text)]) if text.strip() else ""


def _harmless(cell, number):
    cell = deepcopy(cell)
    cell.metadata = {}
    cell, _ = MakeHarmless().preprocess_cell(cell, {}, number)
    return cell


def _rendered(cells):
    facts = {"nbgrader": {"notebook": "", "score": 0, "max_score": 0}}
    page, _ = _page().from_notebook_node(new_notebook(cells=cells), resources=facts)
    return page.partition(BEGIN)[2].rpartition(END)[0].strip()
