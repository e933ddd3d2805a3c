"""``python -m examiner alike``: pairs of submissions that are too alike, side by side.

A person judges; no mark depends on it. What was handed out is subtracted. copydetect compares
code by its tokens, so that other names for variables do not hide a copy; texts by their letters.
"""

import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import nbformat
from copydetect import CopyDetector
from markupsafe import Markup

from examiner.bounded import OverBudgetError, Reading
from examiner.course import ASSIGNMENT, KIT, Course, CourseError
from examiner.kit import step
from examiner.marks.templates import write_html
from examiner.notebooks.cells import nbgrader_metadata

# Tokens, and letters, that have to be the same in a row to count; and that surely are found.

OPTIONS = {
    "assignment": ASSIGNMENT,
    "--least": {
        "type": float,
        "default": 0.6,
        "help": "share that a pair has in common; default: 0.6",
    },
}
CODE, TEXT = (25, 35), (40, 60)


def alike_pairs(course, least=0.6):
    """Pairs of students whose answers share much.

    Parameters
    ----------
    course : Course
    least : float
        Share of an answer, 0 to 1, from which on a pair is shown.

    Returns
    -------
    list of dict
        ``kind`` ('code' or 'text'), ``exercise``, ``students``, ``shares`` and ``answers``, each a
        pair; the answers are HTML with the common parts marked. The most alike come first.
    """
    pairs, accounts = [], defaultdict(Reading)
    with tempfile.TemporaryDirectory(prefix="alike-") as folder:
        for path in course.notebooks("release"):
            pairs += _pairs_of(course, path, Path(folder) / path.stem, least, accounts)
    return sorted(pairs, key=lambda pair: -max(pair["shares"]))


class Detector(CopyDetector):
    """Reads each text on the account of whose it is; who overdraws it is left out, and named."""

    accounts: dict

    @cache  # noqa: B019  (as long as the detector)
    def _get_boilerplate_hashes(self):
        return super()._get_boilerplate_hashes()

    def _preprocess_code(self, file_list):
        silent, self.conf.silent = self.conf.silent, True
        for path in file_list:
            student = Path(path).stem
            with _left_out_if_over(student), self.accounts[student].counted():
                super()._preprocess_code([path])
        self.conf.silent = silent


@contextmanager
def _left_out_if_over(student):
    try:
        yield
    except OverBudgetError as error:
        print(f"{student} is not compared: {error}", file=sys.stderr)


def _pairs_of(course, released, folder, least, accounts):
    name, pairs = released.name, []
    given = nbformat.read(released, as_version=4).cells
    _lay_out(given, folder / "released" / "release")
    texts = {cell.source for cell in given}
    for path in sorted(course.root.glob(f"autograded/*/{course.assignment}/{name}")):
        student = path.parent.parent.name
        with _left_out_if_over(student), accounts[student].counted():
            cells = nbformat.read(path, as_version=4).cells
            own = [cell for cell in cells if cell.source not in texts]
            _lay_out(own, folder / "students" / student)
    for kind, suffix, (noise, sure) in (("code", "py", CODE), ("text", "txt", TEXT)):
        detector = Detector(
            test_dirs=[str(folder / "students")],
            boilerplate_dirs=[str(folder / "released")],
            extensions=[suffix],
            noise_t=noise,
            guarantee_t=sure,
            display_t=least,
            disable_filtering=kind == "text",
            autoopen=False,
            silent=not sys.stderr.isatty(),
        )
        detector.accounts = accounts
        detector.run()
        for share, other, first, second, left, right, _ in detector.get_copied_code_list():
            pairs.append(
                {
                    "kind": kind,
                    "exercise": released.stem,
                    "students": (Path(first).stem, Path(second).stem),
                    "shares": (share, other),
                    "answers": (Markup(left), Markup(right)),
                }
            )
    return pairs


def _lay_out(cells, place):
    """Write what a student may change to two files: the code and the texts."""
    place.parent.mkdir(parents=True, exist_ok=True)
    for suffix, kind in ((".py", "code"), (".txt", "markdown")):
        own = [
            cell.source
            for cell in cells
            if cell.cell_type == kind and not nbgrader_metadata(cell).get("locked")
        ]
        place.with_name(place.name + suffix).write_text("\n\n".join(own), encoding="utf-8")


def alike(assignment=None, least=0.6):
    """The command: write ``dist/<assignment>-alike.html``.

    Parameters
    ----------
    assignment : str, optional
    least : float
        See `alike_pairs`.
    """
    course = Course(KIT, assignment)
    if not list(course.root.glob(f"autograded/*/{course.assignment}/*.ipynb")):
        raise CourseError(f"Nobody was graded yet. Run: {step('grade')}")
    target = KIT / "dist" / f"{course.assignment}-alike.html"
    pairs = alike_pairs(course, least)
    write_html("alike.html", target, assignment=course.assignment, least=least, pairs=pairs)
