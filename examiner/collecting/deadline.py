"""The deadline: nbgrader_config.py says it, and what comes later is disregarded.

What is recorded are nbgrader's own fields, so that its pages and exports know it too.
"""

from datetime import UTC

from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties
from traitlets import Dict
from traitlets.config import LazyConfigValue

from examiner.collecting.moments import EXAMPLE, aware, utc_of
from examiner.course import CourseError


class Deadline(AssignLatePenalties):
    """nbgrader's step for late submissions, with the deadline of the configuration."""

    deadlines = Dict(help="By assignment, such as '2026-12-02 09:59 Europe/Berlin'.").tag(
        config=True
    )
    extensions = Dict(help="By student, then by assignment, in the same form.").tag(config=True)

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            submission = gradebook.find_submission(names["assignment"], names["student"])
            record_deadline(gradebook, self, names["assignment"], [submission])
        return super().preprocess(nb, resources)

    def _check_late_penalty(self, notebook, penalty):
        # Not the score of today: points that are given by hand later would count.
        return notebook.max_score


def record_deadline(gradebook, settings, assignment, submissions=None):
    """Write the deadline to the gradebook, in nbgrader's own fields.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    settings, assignment
        See `due`.
    submissions : list of nbgrader.api.SubmittedAssignment, optional
        Whose extensions to write; all by default.
    """
    general = due(settings, assignment)
    gradebook.find_assignment(assignment).duedate = general
    if submissions is None:
        submissions = gradebook.assignment_submissions(assignment)
    for each in submissions:
        own = due(settings, assignment, each.student_id)
        each.extension = own - general if general and own != general else None
    gradebook.db.commit()


def due(settings, assignment, student=None):
    """When an assignment is due.

    Parameters
    ----------
    settings : Deadline or traitlets.config.Config
        With ``deadlines`` and ``extensions``.
    assignment : str
    student : str, optional
        Whose extension counts.

    Returns
    -------
    datetime or None
        In UTC, without a zone; None where there is no deadline.

    Raises
    ------
    CourseError
        Where the configuration does not say a time.
    """
    general = _told(settings.deadlines).get(assignment)
    own = extensions_of(settings).get(student, {}).get(assignment)
    if not general:
        return None
    at = _moment(own, zone_of(settings, assignment)) if own else _moment(general)
    try:
        return at.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:  # the first year has no day before it
        raise _none(own or general) from None


def zone_of(settings, assignment):
    """The zone of an assignment's deadline: times without one are meant in it.

    Parameters
    ----------
    settings, assignment
        See `due`.

    Returns
    -------
    datetime.tzinfo or None
        None where there is no deadline.
    """
    general = _told(settings.deadlines).get(assignment)
    return _moment(general).tzinfo if general else None


def extensions_of(settings):
    """Who has longer, by student and assignment; nobody where the configuration does not say."""
    return _told(settings.extensions)


def _told(value):
    # What a configuration never names, and what it adds to, has no value of its own yet.
    return dict(value.get_value({}) if isinstance(value, LazyConfigValue) else value)


def _moment(text, zone=None):
    try:
        return aware(text, zone)
    except ValueError:
        raise _none(text) from None


def _none(text):
    return CourseError(f"nbgrader_config.py: {text!r} is no deadline; write it like {EXAMPLE!r}.")


def is_late(settings, assignment, student, arrived):
    """True where a submission came after its deadline.

    Parameters
    ----------
    settings, assignment, student
        See `due`.
    arrived : bytes or None
        The collector's record of the time; without one nothing is late.

    Raises
    ------
    CourseError
        Where the record does not say a time: it decides about a mark.
    """
    moment = due(settings, assignment, student)
    if moment is None or arrived is None:
        return False
    try:
        text = arrived.decode()
        return utc_of(text, zone_of(settings, assignment)) > moment
    except ValueError as fault:
        said = fault if not isinstance(fault, UnicodeDecodeError) else "it is no text"
        raise CourseError(f"submitted/{student}/{assignment}.arrived: {said}.") from None
