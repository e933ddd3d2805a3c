"""A mark by hand belongs to the answer that it was given for.

Beside the graded notebooks stands ``<assignment>.answers``: of each graded cell a digest of the
answer. Where a new one differs, the mark is taken back and kept there, and the cell waits for a
person again; where the old answer returns, so does its mark.
"""

import hashlib
import json
from pathlib import Path

import nbformat
from nbgrader.api import BaseCell, Comment, Grade, Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import (
    compute_checksum,
    determine_grade,
    is_grade,
    is_locked,
    is_solution,
    is_task,
)

from examiner.course import NOTE
from examiner.notebooks.names import Uses, names_as_written
from homework.files import replace


class SaveGrades(SaveAutoGrades):
    """nbgrader's step that saves marks; it knows which mark by hand is whose."""

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        course = self.parent.parent.coursedir
        self.answers = Answers.of(course, names["assignment"], names["student"])
        self.digests = digests_of(nb.cells)
        with Gradebook(names["db_url"]) as gradebook:
            # All of a notebook at once: nbgrader's own step asks and commits for each cell.
            self.grades = _by_cell(gradebook, Grade, names)
            self.comments = _by_cell(gradebook, Comment, names)
            nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
            # First what is remembered, then the marks: who is stopped in between loses none.
            self.answers.write()
            gradebook.db.commit()
        return nb, resources

    def _add_comment(self, cell, resources):
        is_untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
        comment = self.comments[cell.metadata.nbgrader["grade_id"]]
        comment.auto_comment = "No response." if is_untouched and not is_task(cell) else None

    def _add_score(self, cell, resources):
        names, name = resources["nbgrader"], cell.metadata.nbgrader["grade_id"]
        grade = self.grades[name]
        grade.auto_score, _ = determine_grade(cell, self.log)
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        # A test has no comment of its own.
        whose = (f"{names['notebook']}: {name}", self.digests[name], grade)
        note = self.answers.settle(*whose, self.comments.get(name))
        if note:
            self.log.warning(
                "%s %s, %s: %s %s", NOTE, names["student"], names["notebook"], name, note
            )


def _by_cell(gradebook, kind, names):
    """The grades or comments of a submitted notebook, by their cells."""
    notebook = gradebook.find_submission_notebook(
        names["notebook"], names["assignment"], names["student"]
    )
    found = gradebook.db.query(kind, BaseCell.name).join(BaseCell, BaseCell.id == kind.cell_id)
    return {name: each for each, name in found.filter(kind.notebook_id == notebook.id)}


class Answers:
    """The answers of one submission.

    Parameters
    ----------
    path : Path
        Where they are kept.
    """

    def __init__(self, path):
        self.path = path
        try:
            self.known = dict(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self.known = {}

    @classmethod
    def of(cls, course, assignment, student):
        """Those of a submission.

        Parameters
        ----------
        course : nbgrader.coursedir.CourseDirectory
        assignment, student : str
        """
        folder = course.format_path(course.autograded_directory, student, assignment)
        return cls(Path(course.root) / Path(folder).parent / f"{assignment}.answers")

    def learn(self, folder):
        """Take down the answers that were graded, and perhaps marked, before this was remembered.

        Parameters
        ----------
        folder : Path
            With the graded notebooks.
        """
        if not self.path.exists():
            for path in sorted(folder.glob("*.ipynb")):
                for name, digest in digests_of(nbformat.read(path, as_version=4).cells).items():
                    self.known[f"{path.stem}: {name}"] = {"digest": digest}
            self.write()

    def write(self):
        """Keep them; whoever settles cells does it before the marks are saved."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        replace(self.path, json.dumps(self.known).encode())

    def settle(self, name, digest, grade, comment=None):
        """Decide whether a mark by hand still holds.

        Parameters
        ----------
        name : str
            Notebook and cell.
        digest : str or None
            Of the answer; None where it was not handed in.
        grade : nbgrader.api.Grade
            It is changed.
        comment : nbgrader.api.Comment, optional
            It goes and comes with the mark.

        Returns
        -------
        str or None
            What a person should know.
        """
        known = self.known.get(name, {})
        before, earlier = known.get("digest"), known.get("earlier")
        is_marked = grade.manual_score is not None or bool(grade.extra_credit)
        note, kept = None, None
        if is_marked and before == digest and before is not None:
            grade.needs_manual_grade = False
        elif is_marked and (before is not None or digest is None):
            kept = {"digest": before, "score": grade.manual_score, "extra": grade.extra_credit}
            kept |= {"comment": comment.manual_comment} if comment is not None else {}
            waits = "for another answer" if digest else "for an answer that is not there now"
            note = f"was marked {waits} ({_points(kept)}); " + (
                "it waits again" if digest else "that does not count"
            )
        elif earlier and not is_marked and earlier["digest"] == digest:
            grade.manual_score, grade.extra_credit = earlier["score"], earlier["extra"]
            if comment is not None and "comment" in earlier:
                comment.manual_comment = earlier["comment"]
            grade.needs_manual_grade = False
            note = f"is again the answer that was marked; its mark counts ({_points(earlier)})"
        elif earlier and not is_marked:
            kept = earlier
        self.known[name] = {"digest": digest} | ({"earlier": kept} if kept else {})
        if kept:
            grade.manual_score = grade.extra_credit = None
            if comment is not None and is_marked:
                comment.manual_comment = None
            grade.needs_manual_grade = digest is not None
        return note

    def is_outlived(self, name):
        """True where a cell has a mark that was given for another answer."""
        return "earlier" in self.known.get(name, {})


def _points(mark):
    extra = f", extra credit {mark['extra']:g}" if mark["extra"] else ""
    return f"{mark['score'] or 0:g} points{extra}"


def digests_of(cells):
    """What each graded cell is about: a student's words, or the code that it rests on.

    Parameters
    ----------
    cells : list of NotebookNode
        Of a graded notebook.

    Returns
    -------
    dict of str to str
        By grade id. The text of a test, and of what was given, is no part of it.
    """
    own = [c for c in cells if c.cell_type == "code" and not is_locked(c)]
    own = [(c.source, names_as_written(c.source)) for c in own]
    uses = Uses(names for _, names in own)
    found = {}
    for cell in filter(is_grade, cells):
        words = [cell.source, cell.get("attachments", {})] if is_solution(cell) else []
        if cell.cell_type == "code":
            reached = uses.reached(names_as_written(cell.source).reads)
            words += [source for source, names in own if reached & names.binds.keys()]
        text = json.dumps(words, sort_keys=True)
        found[cell.metadata.nbgrader["grade_id"]] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return found
