"""Course folders for tests: each kind is generated once a run, and copied afterwards.

The small one has real tasks that need no recordings, so that a submission grades in seconds.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from examiner.course import Course

# The hidden numbers as the source has them: what a wrong answer loses may depend on what is drawn.
DRAWN = 0
IMPORTS = {
    "ex1.ipynb": "import numpy as np",
    "ex2.ipynb": "import numpy as np\nfrom sklearn.linear_model import LogisticRegression\n"
    "from sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import StandardScaler\n"
    "from homework import attempt",
    "ex3.ipynb": "import numpy as np\nfrom sklearn.mixture import GaussianMixture",
}

KEPT = {
    "ex1.ipynb": "preemphasis test_preemphasis log_dct test_log_dct cmvn test_cmvn_mean "
    "test_cmvn_deviation question_feature_levels answer_feature_levels",
    "ex2.ipynb": "train_logistic_regression classifier_predict_given "
    "test_train_logistic_regression_learns test_train_logistic_regression_labels plot_confusion",
    "ex3.ipynb": "train_gmms gmms_parameters_given test_train_gmms_arguments gmms_predict "
    "test_gmms_predict_likelihood test_gmms_predict_far",
}


def full_course(root):
    """A course folder with the kit's own assignment, its release built.

    Parameters
    ----------
    root : Path

    Returns
    -------
    Course
    """
    return _copied(_full(), root)


def small_course(root):
    """A course folder with the small assignment, its release built.

    Parameters
    ----------
    root : Path

    Returns
    -------
    Course
    """
    return _copied(_small(), root)


def _copied(course, root):
    shutil.copytree(course.root, root, dirs_exist_ok=True)
    return Course(root)


@cache
def _full():
    course = Course(_scratch() / "course")
    course.fill_from()
    course.generate(DRAWN)
    return course


@cache
def _small():
    course = Course(_scratch() / "course")
    course.fill_from()
    for path in course.notebooks("source"):
        notebook = nbformat.read(path, as_version=4)
        kept = [cell for cell in notebook.cells if cell.id in KEPT[path.name].split()]
        assert len(kept) == len(KEPT[path.name].split()), path.name
        notebook.cells = [new_code_cell(IMPORTS[path.name], id="setup"), *kept]
        nbformat.write(notebook, path)
    course.generate()
    return course


def _scratch():
    folder = Path(tempfile.mkdtemp(prefix="courses-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
