"""What nbgrader does differently in this course, and why."""

import os

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
    SaveAutoGrades,
)

# Where a configuration raises, nbgrader goes on with its defaults: unprotected. So it has to end.
try:
    from examiner.collecting.arrival import CollectorWithArrival, CollectWithArrival
    from examiner.collecting.deadline import Deadline
    from examiner.collecting.intake import tidy_before_grading
    from examiner.collecting.unpacking import UnpackBounded
    from examiner.exam.examine import Examine
    from examiner.harmless import MakeHarmless
    from examiner.marks.feedback import FeedbackPage, GetMarks
    from examiner.marks.served import serve_safely
    from examiner.notebooks.outline import WriteOutline
    from examiner.notebooks.restore import RestoreCells
except Exception as fault:
    raise SystemExit(f"The examiner cannot be loaded, so nothing is graded: {fault}") from fault

c = get_config()  # noqa: F821  (nbgrader passes it in)

# One course, one name: it labels the exchange and the gradebook.
c.CourseDirectory.course_id = "speech"

# The gradebook is gradebook.db here, or on a server: postgresql+psycopg://user:password@host/name
if "GRADEBOOK_URL" in os.environ:
    c.CourseDirectory.db_url = os.environ["GRADEBOOK_URL"]

# ex1 writes features.npz (about 40 MB) beside itself; it is neither released nor collected.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.npz"]

# The line that a student deletes. Calling an open task raises it, and the tests know it by that.
c.ClearSolutions.code_stub = {
    "python": "raise NotImplementedError  # delete this line, write yours"
}
c.ClearSolutions.text_stub = "*TODO: write your answer here, in place of this line.*"

# The line of progress and `homework.submit` go by what a released notebook says of itself.
c.GenerateAssignment.preprocessors = [*GenerateAssignment.preprocessors.default(), WriteOutline]

# Mark schemes stand in locked question cells: removed at release, put back for the grader.
c.ClearMarkScheme.enforce_metadata = False

# The deadline, such as {"hw3": "2026-12-02 09:59 Europe/Berlin"}; what comes later is disregarded.
# This is its one place: a due date that was typed into the Formgrader is replaced, or removed.
c.Deadline.deadlines = {}
# More time for one student: {"1234567": {"hw3": "2026-12-04 09:59 Europe/Berlin"}}
c.Deadline.extensions = {}
c.LateSubmissionPlugin.penalty_method = "zero"

# Submissions come back renamed, copied, cut and with edited metadata: files are put in order first,
# then each notebook is rebuilt as it was released.
tidy_before_grading()
c.Autograde.sanitize_preprocessors = [
    RestoreCells,
    ClearOutput,
    OverwriteKernelspec,
    OverwriteCells,
    CheckCellMetadata,
]

# When a submission arrived is not for its student to say.
c.ExchangeFactory.collect = CollectWithArrival
c.ZipCollectApp.collector_plugin = CollectorWithArrival

# A platform's download: hw3-1234567.zip of `homework.submit`, wherever the platform puts it; or
# bare notebooks in Moodle's folders, such as "Ada Lovelace_98765_assignsubmission_file".
c.ZipCollectApp.extractor_plugin = UnpackBounded
c.FileNameCollectorPlugin.named_regexp = (
    r".*[/_](hw\d+-)?(?P<student_id>[A-Za-z0-9]+)(?(1)|_assignsubmission_file_?)[^/]*"
    r"/(?P<file_id>[^/]+\.ipynb)"
)

# Two processes in place of nbgrader's Execute: the notebook in a sandbox, the tests outside.
c.Autograde.autograde_preprocessors = [
    Examine,
    ClearMetadataPreprocessor,
    LimitOutput,
    MakeHarmless,
    CheckCellMetadata,
    SaveAutoGrades,
    Deadline,
]
# What a submission may use: a fit may take 120 s, all recordings' features 1 GB.
c.Examine.timeout = 300
c.Examine.memory_mb = 4096
c.Examine.processes = 64
c.Examine.disk_mb = 512

# The button Validate runs the tests in the student's own kernel.
c.Execute.timeout = 300

# The Formgrader is a part of Jupyter: what it shows of students must not act there.
serve_safely()

# Students read feedback pages: they show neither hidden tests nor mark schemes.
c.GenerateFeedback.preprocessors = [GetMarks, ClearHiddenTests, ClearMarkScheme]
c.GenerateFeedback.exporter_class = FeedbackPage
