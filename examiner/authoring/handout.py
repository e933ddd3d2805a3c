"""The zip that students get: the released notebooks, the helpers, and how to install them."""

from pathlib import Path

from examiner.course import ASSIGNMENT, KIT, Course
from examiner.kit import kit
from homework.files import write_zip

OPTIONS = {"assignment": ASSIGNMENT}

# Beside the notebooks, so that `from helpers import ...` works without an installation.
BESIDE = ("matplotlibrc", "requirements.lock", "environment.yml", "pyproject.toml")
START = """# {assignment}: how to start

You need Python 3.11 or later. In this folder:

    python3 -m venv .venv
    .venv/bin/pip install -r requirements.lock        (Windows: .venv\\Scripts\\pip)
    .venv/bin/jupyter lab                             (Windows: .venv\\Scripts\\jupyter)

With conda instead: `conda env create -f environment.yml`, then
`conda activate {environment}` and `jupyter lab`.

{start}
To hand in: .venv/bin/python -m homework.submit "Your Name" your-student-number
"""


def handout(assignment=None, target=None):
    """Pack the handout.

    Parameters
    ----------
    assignment : str, optional
    target : Path, optional
        By default ``dist/<assignment>.zip`` in the kit.

    Returns
    -------
    Path
        The zip; the same files give the same bytes.
    """
    course = Course(KIT, assignment)
    target = target or course.root / "dist" / f"{course.assignment}.zip"
    inside = {f"{course.assignment}/{name}": data for name, data in _contents(course).items()}
    write_zip(target, inside)
    print(f"Packed {target}")
    return target


def _contents(course):
    files = {path.name: path for path in course.notebooks("release")}
    files |= {name: course.root / name for name in BESIDE}
    files |= {
        path.relative_to(course.root).as_posix(): path
        for package in ("helpers", "homework")
        for path in (course.root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    start = {
        "README.md": START.format(
            assignment=course.assignment, start=kit().START, environment=kit().ENVIRONMENT
        ).encode()
    }
    return start | {name: Path(path).read_bytes() for name, path in files.items()}
