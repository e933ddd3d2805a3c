"""The zip that students get: released notebooks and data, a wheel to install, and how to start."""

import tempfile
import time
from pathlib import Path

from examiner.authoring.elsewhere import Handout, colab_address
from examiner.authoring.wheel import student_wheel
from examiner.converting import config_of_the_kit
from examiner.course import ASSIGNMENT, KIT, Course
from examiner.kit import kit
from homework.files import write_zip

OPTIONS = {"assignment": ASSIGNMENT}

# Beside the notebooks where a course has them: how figures look, and exact versions.
BESIDE = {"matplotlibrc": "matplotlibrc", "locks/student.txt": "constraints.txt"}
START = """# {assignment}: how to start

You need Python 3.11 or later, or nothing but a browser: see Colab below. Unpack the zip, open a
terminal in its folder, and copy the block of your system.

## Windows

    py -m venv .venv
    .venv\\Scripts\\python -m pip install jupyterlab {wheel}
    .venv\\Scripts\\jupyter lab

## macOS and Linux

    python3 -m venv .venv
    .venv/bin/python -m pip install jupyterlab {wheel}
    .venv/bin/jupyter lab

With uv, on any system, one line:

    uvx --with ./{wheel} --from jupyterlab jupyter-lab

## Colab, Kaggle, VS Code

{colab}
In each notebook run the first cell: it installs the course where it is missing. In VS Code it finds
the file ending in `.whl` beside the notebook; on Kaggle add that file as a dataset. On Colab each
notebook has a machine of its own: before you hand in, download the other notebooks (File, Download)
and upload them under Files, beside the one that hands in.

{start}{pinned}
## Hand in

The last cell of the last notebook does it. In a terminal, on Windows:

    .venv\\Scripts\\python -m homework.submit "Your Name" your-student-number

On macOS and Linux:

    .venv/bin/python -m homework.submit "Your Name" your-student-number
"""
PINNED = """
If an installation does not work, take the versions that the course was tried with: put
`-c constraints.txt` behind `install`.
"""
UPLOAD = """Open https://colab.research.google.com, choose Upload, and take a notebook of this
folder; then choose Files at the left and upload `{wheel}`."""


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
    contents, dates = _contents(course)
    inside = {f"{course.assignment}/{name}": data for name, data in contents.items()}
    newest = max(dates.values(), default=time.time())
    written = {f"{course.assignment}/{name}": dates.get(name, newest) for name in contents}
    write_zip(target, inside, written)
    print(f"Packed {target}")
    return target


def _contents(course):
    released = course.folder("release")
    files = {
        path.relative_to(released).as_posix(): path
        for path in released.rglob("*")
        if path.is_file() and not {".npz", ".ipynb_checkpoints"} & {path.suffix, *path.parts}
    }
    beside = {course.root / name: inside for name, inside in BESIDE.items()}
    files |= {inside: path for path, inside in beside.items() if path.is_file()}
    contents = {name: path.read_bytes() for name, path in files.items()}
    dates = {name: path.stat().st_mtime for name, path in files.items()}
    with tempfile.TemporaryDirectory() as folder:
        wheel = student_wheel(course, Path(folder))
        contents[wheel.name] = wheel.read_bytes()
    return contents | {"README.md": _start(course, wheel.name, contents).encode()}, dates


def _start(course, wheel, contents):
    url = Handout(config=config_of_the_kit()).url
    notebooks = [path.name for path in course.notebooks("release")]
    links = [(name, colab_address(url, name)) for name in notebooks]
    colab = " ".join(f"[{name} in Colab]({link})" for name, link in links if link)
    return START.format(
        assignment=course.assignment,
        wheel=wheel,
        colab=colab or UPLOAD.format(wheel=wheel),
        start=kit().START,
        pinned=PINNED if "constraints.txt" in contents else "",
    )
