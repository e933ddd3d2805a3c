"""nbgrader's converters, run in this process with the course's configuration.

It is what the command ``nbgrader <step>`` does, without the seconds that the command takes to
start.
"""

import contextlib
import logging
import os
import warnings
from copy import deepcopy
from functools import lru_cache

import nbgrader.api
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from sqlalchemy.exc import SAWarning
from traitlets.config import PyFileConfigLoader

from examiner.course import KIT, CourseError, programs_first


@lru_cache
def config_of_the_kit():
    """What nbgrader_config.py says; shared, so whoever changes it takes a copy."""
    if not (KIT / "nbgrader_config.py").is_file():
        raise CourseError(
            f"{KIT} is no course folder: it has no nbgrader_config.py. Change to one."
        )
    return PyFileConfigLoader("nbgrader_config.py", path=str(KIT)).load_config()


def configuration(root, gradebook_url):
    """nbgrader_config.py for a course folder.

    Parameters
    ----------
    root : Path
    gradebook_url : str

    Returns
    -------
    traitlets.config.Config
    """
    config = deepcopy(config_of_the_kit())
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = gradebook_url
    return config


@contextlib.contextmanager
def one_engine():
    """Have nbgrader keep its engines, as long as the ``with`` block lasts.

    It opens the gradebook some ten times for a submission; a new engine each time would compile its
    queries again, which takes longer than to ask them. Not for good: an engine that is kept goes on
    with a file that was replaced meanwhile.
    """
    stock = nbgrader.api.create_engine
    nbgrader.api.create_engine = lru_cache(maxsize=8)(stock)
    try:
        yield
    finally:
        nbgrader.api.create_engine = stock


def convert(converter, config, assignment, student="*"):
    """Run one of nbgrader's converters.

    Parameters
    ----------
    converter : type
        Such as `nbgrader.converters.Autograde`.
    config : traitlets.config.Config
    assignment : str
    student : str

    Returns
    -------
    dict
        ``success``, ``log``, and where it failed ``error``.
    """
    logging.getLogger("traitlets").setLevel(logging.INFO)
    warnings.filterwarnings("ignore", category=SAWarning)  # nbgrader's own, of no consequence
    # nbgrader calls a bare ``alembic``.
    os.environ["PATH"] = programs_first()
    course = CourseDirectory(config=config, assignment_id=assignment, student_id=student)
    app = converter(coursedir=course, config=config)
    app.force = True
    return {"log": "", **capture_log(app)}
