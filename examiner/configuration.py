"""How the engine plugs into nbgrader: which of its steps are replaced, and why."""

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
)

from examiner.authoring.drawn import DrawNumbers
from examiner.authoring.graded import refuse_other_cells
from examiner.collecting.arrival import CollectorWithArrival, CollectWithArrival
from examiner.collecting.deadline import Deadline
from examiner.collecting.intake import put_in_order_before_grading
from examiner.collecting.unpacking import UnpackBounded
from examiner.exam.examine import Examine
from examiner.grading.siblings import grade_siblings_apart
from examiner.harmless import MakeHarmless
from examiner.marks.answers import SaveGrades
from examiner.marks.feedback import FeedbackPage, GetMarks
from examiner.marks.fresh import refresh_feedback
from examiner.marks.served import serve_safely
from examiner.notebooks.outline import WriteOutline
from examiner.notebooks.restore import RestoreCells


def plug_in(c):
    """Set what the engine needs; what a course sets after it counts.

    Parameters
    ----------
    c : traitlets.config.Config
    """
    _release(c)
    _collect(c)
    _grade(c)
    _feedback(c)


def _release(c):
    # What notebooks write beside themselves, and caches, are neither released nor collected.
    c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.npz"]
    # First hidden numbers are drawn. Last comes what a released notebook says of itself: the line
    # of progress and `homework.submit` go by it.
    stock = GenerateAssignment.preprocessors.default()
    c.GenerateAssignment.preprocessors = [DrawNumbers, *stock, WriteOutline]
    # Where a class is graded, cells that were added or removed are refused before a file changes.
    refuse_other_cells()
    # Mark schemes stand in locked question cells: removed at release, put back for the grader.
    c.ClearMarkScheme.enforce_metadata = False


def _collect(c):
    # When a submission arrived is not for its student to say.
    c.ExchangeFactory.collect = CollectWithArrival
    c.ZipCollectApp.collector_plugin = CollectorWithArrival
    # nbgrader's own follows zips in zips for as long as there are any.
    c.ZipCollectApp.extractor_plugin = UnpackBounded
    # A platform's download: <assignment>-<number>.zip of `homework.submit`, wherever the platform
    # puts it; or bare notebooks in Moodle's folders, "Ada Lovelace_98765_assignsubmission_file".
    c.FileNameCollectorPlugin.named_regexp = (
        r".*[/_]({assignment}-)?(?P<student_id>[A-Za-z0-9]+)(?(1)|_assignsubmission_file_?)[^/]*"
        r"/(?P<file_id>[^/]+\.ipynb)"
    )


def _grade(c):
    # Submissions come back renamed, copied, cut and with edited metadata: files are put in order
    # first, then each notebook is rebuilt as it was released.
    put_in_order_before_grading()
    grade_siblings_apart()
    c.Autograde.sanitize_preprocessors = [
        RestoreCells,
        ClearOutput,
        OverwriteKernelspec,
        OverwriteCells,
        CheckCellMetadata,
    ]
    # Two processes in place of nbgrader's Execute: the notebook in a sandbox, the tests outside.
    c.Autograde.autograde_preprocessors = [
        Examine,
        ClearMetadataPreprocessor,
        LimitOutput,
        MakeHarmless,
        CheckCellMetadata,
        SaveGrades,
        Deadline,
    ]
    # What comes after the deadline counts nothing.
    c.LateSubmissionPlugin.penalty_method = "zero"


def _feedback(c):
    # Pages that are older than marks, comments or the work are written anew.
    refresh_feedback()
    # The Formgrader is a part of Jupyter: what it shows of students must not act there.
    serve_safely()
    # Students read feedback pages: they show neither hidden tests nor mark schemes.
    c.GenerateFeedback.preprocessors = [GetMarks, ClearHiddenTests, ClearMarkScheme]
    c.GenerateFeedback.exporter_class = FeedbackPage
