"""The zip that students get: released notebooks and data, a wheel to install, and how to start."""

import tempfile
from pathlib import Path

from examiner.authoring.wheel import student_wheel
from examiner.course import ASSIGNMENT, KIT, Course
from examiner.kit import kit
from homework.files import write_zip

OPTIONS = {"assignment": ASSIGNMENT}

# Beside the notebooks where a course has them: how figures look, and exact versions.
BESIDE = {"matplotlibrc": "matplotlibrc", "locks/student.txt": "requirements.txt"}
START = """# {assignment}: how to start

You need Python 3.11 or later. In this folder:

    python3 -m venv .venv
    .venv/bin/pip install {install}
    .venv/bin/jupyter lab

On Windows write `py` for `python3`, and `.venv\\Scripts\\` for `.venv/bin/`.

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
    released = course.folder("release")
    files = {
        path.relative_to(released).as_posix(): path.read_bytes()
        for path in released.rglob("*")
        if path.is_file() and not {".npz", ".ipynb_checkpoints"} & {path.suffix, *path.parts}
    }
    beside = {course.root / name: inside for name, inside in BESIDE.items()}
    files |= {inside: path.read_bytes() for path, inside in beside.items() if path.is_file()}
    with tempfile.TemporaryDirectory() as folder:
        wheel = student_wheel(course, Path(folder))
        files[wheel.name] = wheel.read_bytes()
    return files | {"README.md": _start(course, wheel.name, "requirements.txt" in files).encode()}


def _start(course, wheel, pinned):
    install = f"-r requirements.txt {wheel}" if pinned else f"jupyterlab {wheel}"
    return START.format(assignment=course.assignment, start=kit().START, install=install)
