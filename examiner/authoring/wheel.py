"""The wheel that students install: the course's `helpers` and the student's side of a homework."""

import shutil
import tempfile
import tomllib
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

import homework

# For a course that has no pyproject.toml of its own.
PROJECT = """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}-homework"
version = "1.0.0"
dependencies = [
    "numpy>=2.0", "matplotlib>=3.9", "ipython>=7.34", "nbformat>=5.10", "mistune>=3",
    "pygments>=2.15", "reportlab>=4.2", "pypdf>=4",
]
"""
PACKAGES = """
[tool.hatch.build.targets.wheel]
packages = {packages}
"""


def wheel_name(course):
    """The file name of the wheel that `student_wheel` builds."""
    with tempfile.TemporaryDirectory(prefix="wheel-") as folder:
        place = Path(folder)
        packages = [name for name, path in _packages(course).items() if path.is_dir()]
        (place / "pyproject.toml").write_text(_project(course, packages), encoding="utf-8")
        metadata = WheelBuilder(str(place)).metadata
        return f"{metadata.core.name.replace('-', '_')}-{metadata.version}-py3-none-any.whl"


def student_wheel(course, target):
    """Build the wheel.

    Parameters
    ----------
    course : Course
    target : Path
        The folder where it is written.

    Returns
    -------
    Path
        The same files give the same bytes.
    """
    with tempfile.TemporaryDirectory(prefix="wheel-") as folder:
        place = Path(folder)
        (place / "pyproject.toml").write_text(
            _project(course, _lay_out(course, place)), encoding="utf-8"
        )
        for name in ("README.md", "LICENSE"):
            if (course.root / name).is_file():
                shutil.copyfile(course.root / name, place / name)
        return Path(next(WheelBuilder(str(place)).build(directory=str(target))))


def _lay_out(course, place):
    """Copy the packages: what students import, and nothing of the engine."""
    there = {name: path for name, path in _packages(course).items() if path.is_dir()}
    for name, path in there.items():
        shutil.copytree(path, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    return sorted(there)


def _packages(course):
    return {"homework": Path(homework.__file__).parent, "helpers": course.root / "helpers"}


def _project(course, packages):
    own = course.root / "pyproject.toml"
    text = own.read_text(encoding="utf-8") if own.is_file() else ""
    if "project" not in tomllib.loads(text):
        return PROJECT.format(name=course.assignment) + PACKAGES.format(packages=packages)
    # Its own settings of a build are for its author's machine.
    kept = text.split("[tool.", 1)[0]
    return kept + PACKAGES.format(packages=packages)
