"""Hidden numbers that nobody can read in source/: drawn at release, from a seed in the gradebook.

A line of a test's hidden part that ends in ``### DRAWN AT RELEASE`` holds a whole number. At
release the seed takes its place, in the text that the gradebook keeps and that is graded by;
students never see that part. All tests of a release have the same seed, for all students.
"""

import re
import secrets
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Integer

from examiner.course import NOTE
from examiner.kit import step
from examiner.notebooks.cells import is_test, name_of
from examiner.notebooks.regions import divide

MARK = "### DRAWN AT RELEASE"
SEED = re.compile(rf"\b\d+\b(?=[^\d\n]*{MARK})")
# The proof draws with these as well: no seed may make a right answer wrong.
OTHERS = (1, 22, 333)

NEW = "The hidden numbers of {} are drawn anew; their seed stands in the gradebook."
KEPT = "The hidden numbers of {} stay as they are: work was graded with them."
LATE = (
    "The gradebook had no seed for the hidden numbers of {}, and has one now: what was graded "
    "without it is graded again."
)
WITHOUT_SEED = (
    "the gradebook is older than the tests in source/, and has no seed for their hidden numbers, "
    f"which stand in source/ then. `{step('release')}` draws them: {{}}."
)


def is_drawn(text):
    """True for a test whose hidden numbers are drawn."""
    return MARK in text


def with_seed(text, seed):
    """A test's text with the seed in the place of the number that stands for it.

    Parameters
    ----------
    text : str
    seed : int or None
        None leaves the number.

    Returns
    -------
    str
    """
    return text if seed is None else SEED.sub(str(seed), text)


def seeds_in(texts):
    """The seeds of tests, as a set."""
    return {int(found[0]) for text in texts for found in SEED.finditer(text)}


def broken_seed(text):
    """What is wrong with how a test draws its hidden numbers; empty where nothing is.

    Parameters
    ----------
    text : str
        The test cell.

    Returns
    -------
    list of str
    """
    kept, secret = divide(text)
    if is_drawn("\n".join(kept)):
        return [f"{MARK} stands outside of the hidden tests: students would read the seed"]
    marked = [line for line in secret if MARK in line]
    return [f"no whole number stands before {MARK}" for line in marked if not SEED.search(line)]


def seed_for(db_url, assignment):
    """The seed of the next release.

    Parameters
    ----------
    db_url : str
    assignment : str

    Returns
    -------
    seed : int
        That of the gradebook where work was graded with it, so that marks stay comparable; else
        a new one.
    said : str
        A line for the instructor.
    """
    recorded, is_graded = _recorded(db_url, assignment)
    if is_graded and recorded:
        # Where notebooks were released one by one there may be several: from now on one.
        return min(recorded), KEPT.format(assignment)
    return secrets.randbits(63), (LATE if is_graded else NEW).format(assignment)


def undrawn_tests(course):
    """The tests that draw their numbers in the source, and not in the gradebook: it is older.

    Parameters
    ----------
    course : Course

    Returns
    -------
    list of str
    """
    found = []
    for path in course.notebooks("source"):
        tests = {
            name_of(cell): cell.source for cell in nbformat.read(path, 4).cells if is_test(cell)
        }
        drawn = {name: text for name, text in tests.items() if is_drawn(text)}
        recorded = _texts(course.gradebook_url, course.assignment, path.stem)
        # Where the gradebook has the very number of the source, nothing was drawn.
        found += [
            n for n, text in drawn.items() if seeds_in([recorded.get(n, "")]) <= seeds_in([text])
        ]
    return sorted(found)


def _texts(db_url, assignment, notebook):
    with Gradebook(db_url) as gradebook:
        recorded = gradebook.find_notebook(notebook, assignment)
        return {cell.name: cell.source for cell in recorded.source_cells}


def _recorded(db_url, assignment):
    """The seeds in a gradebook, and whether it holds graded work."""
    kind, _, path = db_url.partition(":///")
    if kind == "sqlite" and not Path(path).exists():  # asking would make one
        return set(), False
    with Gradebook(db_url) as gradebook:
        try:
            found = gradebook.find_assignment(assignment)
        except MissingEntry:
            return set(), False
        texts = [cell.source for each in found.notebooks for cell in each.source_cells]
        return seeds_in(texts), bool(found.submissions)


class DrawNumbers(NbGraderPreprocessor):
    """Stands before the step that records the tests in the gradebook."""

    seed = Integer(
        None, allow_none=True, help="The seed of the hidden numbers; by default a new one."
    ).tag(config=True)

    def preprocess(self, nb, resources):
        tests = [cell for cell in nb.cells if is_test(cell) and is_drawn(cell.source)]
        if tests and self.seed is None:
            names = resources["nbgrader"]
            self.seed, said = seed_for(names["db_url"], names["assignment"])
            self.log.warning("%s %s", NOTE, said)
        for cell in tests:
            cell.source = with_seed(cell.source, self.seed)
        return nb, resources
