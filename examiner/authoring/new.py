"""``python -m examiner new FOLDER``: a small course that releases and grades at once."""

import shutil
from pathlib import Path

from examiner.course import CourseError

OPTIONS = {"folder": {"type": Path, "help": "a folder that is not there yet, or empty"}}
TEMPLATE = Path(__file__).parent / "template"


def new(folder):
    """Write the course.

    Parameters
    ----------
    folder : Path

    Raises
    ------
    CourseError
        Where something is there already.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CourseError(f"{folder} is there already. Name a folder that is not, or an empty one.")
    unwanted = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    shutil.copytree(TEMPLATE, folder, ignore=unwanted, dirs_exist_ok=True)
    # A name that no tool takes for the engine's own.
    (folder / "gitignore").rename(folder / ".gitignore")
    print(f"Wrote a small course to {folder}. Next: cd {folder} && python -m examiner demo")
