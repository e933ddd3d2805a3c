"""nbgrader's commands, run in this process: the same code without the seconds of their start."""

import logging
import os
from unittest import mock

from nbgrader.apps import NbGraderApp
from nbgrader.utils import capture_log

from examiner.course import KIT, CourseError, environment


def nbgrader(course, command, *options):
    """What ``course.nbgrader(command, *options)`` does.

    Parameters
    ----------
    course : Course
    command : str
        Such as ``export``.
    *options : str
        As on a command line.

    Returns
    -------
    str
        What it logged.

    Raises
    ------
    CourseError
        Where it fails.
    """
    app = NbGraderApp.subcommands[command][0]()
    app.load_cwd_config = False
    app.config_file = str(KIT / "nbgrader_config")
    line = [course.assignment, f"--CourseDirectory.root={course.root}"]
    line += [f"--CourseDirectory.db_url={course.gradebook_url}"]
    with mock.patch.dict(os.environ, environment()):
        try:
            app.initialize([*line, *options])
            done = {"log": "", **capture_log(app)}
        except SystemExit as end:
            raise CourseError(f"nbgrader {command} ended with {end.code}") from None
        finally:
            app.reset()
            logging.getLogger("traitlets").setLevel(logging.WARNING)
    if not done["success"]:
        raise CourseError(f"nbgrader {command} failed:\n{done['log']}{done['error'][-5000:]}")
    return done["log"]
