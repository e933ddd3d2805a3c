"""One notebook that cannot be graded never takes the others of its submission along.

nbgrader removes all that was graded of a submission as soon as one of its notebooks fails.
"""

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from sqlalchemy.exc import OperationalError

from examiner.course import NOTE, CourseError

FAILED = "cannot be graded"


def grade_siblings_apart():
    """Have ``nbgrader autograde`` go on with the next notebook where one fails."""
    if getattr(Autograde.convert_single_notebook, "goes_on", False):
        return
    stock = Autograde.convert_single_notebook

    def convert_single_notebook(converter, notebook_filename):
        try:
            stock(converter, notebook_filename)
        # Without a sandbox or a gradebook nothing is graded at all.
        except (CourseError, OperationalError):
            raise
        except Exception as error:
            names = converter.init_single_notebook_resources(notebook_filename)["nbgrader"]
            who = f"{names['student']}, {names['notebook']}"
            converter.log.warning("%s %s: %s (%s)", NOTE, who, FAILED, reason_of(error))
            _forget(converter, names)
            if not _others_are_there(converter, names, notebook_filename):
                raise

    convert_single_notebook.goes_on = True
    Autograde.convert_single_notebook = convert_single_notebook


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


def _others_are_there(converter, names, failed):
    """True where another notebook was graded, or will be."""
    done = Path(converter._format_dest(names["assignment"], names["student"]))
    later = converter.notebooks[converter.notebooks.index(failed) + 1 :]
    return bool(later or any(done.glob("*.ipynb")))


def _forget(converter, names):
    """Neither a half-graded notebook nor the marks of an earlier one stay."""
    folder = Path(converter._format_dest(names["assignment"], names["student"]))
    (folder / f"{names['notebook']}.ipynb").unlink(missing_ok=True)
    with Gradebook(names["db_url"]) as gradebook:
        notebook = gradebook.find_submission_notebook(
            names["notebook"], names["assignment"], names["student"]
        )
        for grade in notebook.grades:
            grade.auto_score, grade.needs_manual_grade = 0, False
        gradebook.db.commit()
