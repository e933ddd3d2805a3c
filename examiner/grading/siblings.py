"""One notebook that cannot be graded never takes the others of its submission along.

nbgrader removes all that was graded of a submission as soon as one of its notebooks fails.
"""

from pathlib import Path
from weakref import WeakKeyDictionary

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import OperationalError

from examiner.bounded import account_of
from examiner.course import NOTE, CourseError
from examiner.marks.answers import Answers

FAILED = "cannot be graded"


def grade_siblings_apart():
    """Have ``nbgrader autograde`` go on with the next notebook where one fails.

    What is not there, or fails, keeps no mark of an earlier submission.
    """
    if getattr(Autograde.convert_single_notebook, "goes_on", False):
        return
    stock, stock_all = Autograde.convert_single_notebook, Autograde.convert_notebooks
    failed = WeakKeyDictionary()

    def convert_single_notebook(converter, notebook_filename):
        try:
            with account_of(converter, _names(converter, notebook_filename)["student"]).counted():
                stock(converter, notebook_filename)
        # Without a sandbox or a gradebook nothing is graded at all.
        except (CourseError, OperationalError):
            raise
        except Exception as error:
            names = _names(converter, notebook_filename)
            who = f"{names['student']}, {names['notebook']}"
            converter.log.warning("%s %s: %s (%s)", NOTE, who, FAILED, reason_of(error))
            folder = Path(converter._format_dest(names["assignment"], names["student"]))
            (folder / f"{names['notebook']}.ipynb").unlink(missing_ok=True)
            _forget_marks(converter, names)
            if not _others_are_there(converter, names, notebook_filename):
                raise
            failed.setdefault(converter, []).append(who)

    stock_assignment = Autograde.init_assignment

    def init_assignment(converter, assignment_id, student_id):
        stock_assignment(converter, assignment_id, student_id)
        with Gradebook(converter.coursedir.db_url) as gradebook:
            wanted = {each.name for each in gradebook.find_assignment(assignment_id).notebooks}
        for name in sorted(wanted - {Path(each).stem for each in converter.notebooks}):
            names = {"assignment": assignment_id, "student": student_id, "notebook": name}
            _forget_marks(converter, names)

    def convert_notebooks(converter):
        stock_all(converter)
        # The command ends with an error, as ever; what was graded stays.
        if who := failed.pop(converter, None):
            words = f"{FAILED}: {'; '.join(who)}. The lines above say why; grade again with --force"
            converter.log.error(words)
            raise NbGraderException(words)

    convert_single_notebook.goes_on = True  # type: ignore[attr-defined]
    Autograde.convert_notebooks = convert_notebooks
    Autograde.convert_single_notebook = convert_single_notebook
    Autograde.init_assignment = init_assignment


def reason_of(error):
    """The last line of an error, which says what is the matter.

    Parameters
    ----------
    error : Exception

    Returns
    -------
    str
    """
    lines = [line.strip() for line in str(error).split("\n") if line.strip()]
    return f"{type(error).__name__}: {lines[-1]}" if lines else type(error).__name__


def _names(converter, notebook):
    return converter.init_single_notebook_resources(notebook)["nbgrader"]


def _others_are_there(converter, names, failed):
    """True where another notebook was graded, or will be."""
    done = Path(converter._format_dest(names["assignment"], names["student"]))
    later = converter.notebooks[converter.notebooks.index(failed) + 1 :]
    return bool(later or any(done.glob("*.ipynb")))


def _forget_marks(converter, names):
    """Marks of an earlier notebook do not stay for one that is not there, or cannot be graded."""
    answers = Answers.of(converter.coursedir, names["assignment"], names["student"])
    who = f"{names['student']}, {names['notebook']}"
    with Gradebook(converter.coursedir.db_url) as gradebook:
        notebook = gradebook.find_submission_notebook(
            names["notebook"], names["assignment"], names["student"]
        )
        for grade in notebook.grades:
            grade.auto_score, grade.needs_manual_grade = 0, False
            note = answers.settle(f"{names['notebook']}: {grade.name}", None, grade)
            answers.write()
            gradebook.db.commit()
            if note:
                converter.log.warning("%s %s: %s %s", NOTE, who, grade.name, note)
