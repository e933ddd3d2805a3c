"""The two pyproject.toml, the three locks and environment.yml say the same."""

import re
import tomllib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement

from examiner import __version__

KIT = Path(__file__).parent.parent
COURSE, ENGINE = (
    tomllib.loads((KIT / name).read_text())["project"]
    for name in ("pyproject.toml", "examiner/pyproject.toml")
)
DIRECT = {
    "student": COURSE["dependencies"] + COURSE["optional-dependencies"]["lab"],
}
DIRECT["grader"] = DIRECT["student"] + ENGINE["dependencies"]
DIRECT["dev"] = DIRECT["grader"] + ENGINE["optional-dependencies"]["dev"]
# What a student's machine has no use for.
NOT_FOR_STUDENTS = {"nbgrader", "distributed", "dask", "copydetect", "playwright", "ruff", "mypy"}


def pins(group):
    lines = (KIT / "locks" / f"{group}.txt").read_text().splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("group", DIRECT)
def test_every_pin_is_exact_and_single(group):
    names = [pin.name for pin in pins(group)]
    assert len(names) > 50 and len(names) == len(set(names))
    assert all(re.fullmatch(r"==[\w.+]+", str(pin.specifier)) for pin in pins(group))


@pytest.mark.parametrize("group", DIRECT)
def test_every_direct_dependency_is_locked_in_its_range(group):
    locked = {pin.name: pin for pin in pins(group)}
    for line in DIRECT[group]:
        wanted = Requirement(line)
        pin = locked[wanted.name]
        assert wanted.specifier.contains(str(pin.specifier).removeprefix("==")), line
        assert pin.marker is None, line


def test_each_group_has_all_of_the_one_before_it_in_the_same_versions():
    groups = ({(pin.name, str(pin.specifier)) for pin in pins(group)} for group in DIRECT)
    student, grader, dev = groups
    assert student < grader < dev


def test_students_install_nothing_of_grading():
    assert not NOT_FOR_STUDENTS & {pin.name for pin in pins("student")}


def test_the_environment_installs_what_grading_needs():
    environment = yaml.safe_load((KIT / "environment.yml").read_text())
    python, pip, packages = environment["dependencies"]
    assert pip == "pip"
    assert packages == {"pip": ["-r locks/grader.txt", "-e ."]}
    minimum = COURSE["requires-python"].removeprefix(">=")
    assert python == f"python={minimum}" and ENGINE["requires-python"] == f">={minimum}"


def test_the_engine_says_its_version_once():
    assert ENGINE["version"] == __version__


def test_nothing_compiles_a_grammar_at_each_start():
    # `jsonschema` would, where rfc3987_syntax is installed: 1.2 s before nbformat can be used.
    assert not {"rfc3987-syntax", "lark"} & {pin.name for pin in pins("dev")}
    assert find_spec("rfc3987_syntax") is None, "remove .venv and run make again"


def test_what_is_installed_is_what_is_locked():
    here = [pin for pin in pins("dev") if pin.marker is None or Marker(str(pin.marker)).evaluate()]
    wrong = [str(pin) for pin in here if f"=={version(pin.name)}" != str(pin.specifier)]
    assert wrong == [], "remove .venv/ready and run make again"
