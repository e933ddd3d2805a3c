"""The page that a student gets back: marks and message per task, readable on any screen."""

from collections import defaultdict
from copy import deepcopy
from html import escape

from nbconvert.exporters import HTMLExporter
from nbgrader.preprocessors import GetGrades
from traitlets.config import Config

from examiner.bounded import OverBudgetError, Reading
from examiner.course import NOTE
from examiner.marks.answers import Answers
from examiner.marks.formulas import with_formulas
from examiner.marks.templates import PAGES, as_points
from examiner.notebooks.cells import is_test
from homework.outcomes import WORDS, outcome_of
from homework.verdicts import claim_of

# In the place of one that cannot be written in time: it is not tried at each call, and says so.
EMPTY = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{name}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head>
<body><h1>{name}</h1>
<p>This notebook takes too long to be shown. Its marks stand; ask who teaches this course.</p>
</body>
</html>
"""


class GetMarks(GetGrades):
    """nbgrader's step that reads the marks; it also tells what a person did from what waits."""

    def _get_score(self, cell, resources):
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(*self._place(cell))
        waiting = "not marked yet" if grade.needs_manual_grade else "no answer"
        cell.metadata.nbgrader["marked"] = (
            waiting if grade.manual_score is None else "marked by a person"
        )

    def _get_comment(self, cell, resources):
        # Without nbgrader's own "No response."
        comment = self.gradebook.find_comment(*self._place(cell))
        answers = Answers.of(self.parent.parent.coursedir, self.assignment_id, self.student_id)
        outlived = answers.is_outlived(f"{self.notebook_id}: {self._place(cell)[0]}")
        # What was said of another answer would not be understood.
        cell.metadata.nbgrader["comment"] = None if outlived else comment.manual_comment

    def _place(self, cell):
        name = cell.metadata.nbgrader["grade_id"]
        return name, self.notebook_id, self.assignment_id, self.student_id


class FeedbackPage(HTMLExporter):
    """nbgrader's exporter of feedback, with the template in pages/feedback."""

    def __init__(self, config=None, **options):
        # nbgrader names its own template; what is said of this class comes before it.
        config = deepcopy(config or Config())
        config.FeedbackPage.template_name = "feedback"
        config.FeedbackPage.extra_template_basedirs = [str(PAGES)]
        super().__init__(config=config, **options)
        self.accounts = defaultdict(Reading)

    def from_notebook_node(self, nb, resources=None, **options):
        names = (resources or {}).get("nbgrader", {})
        try:
            with self.accounts[names.get("student")].counted():
                page, resources = super().from_notebook_node(nb, resources, **options)
                return with_formulas(page), resources
        except OverBudgetError as error:
            whose = f"{names.get('student')}, {names.get('notebook')}"
            self.log.warning("%s %s: its page of feedback is empty: %s", NOTE, whose, error)
            return EMPTY.format(name=escape(names.get("notebook", ""))), resources

    def default_filters(self):
        yield from super().default_filters()
        yield "title", title
        yield "outcome", outcome
        yield "points", as_points


def title(cell):
    """What a graded cell is about: a test's claim, or the name of an answer, in words."""
    name = cell.metadata.nbgrader.grade_id
    claim = claim_of(cell.source) if is_test(cell) else ""
    return claim or name.replace("_", " ")


def outcome(cell):
    """What a graded cell came to, in words."""
    return WORDS[outcome_of(cell.outputs)[0]] if is_test(cell) else cell.metadata.nbgrader.marked
