"""pyproject.toml, the lock file and environment.yml say the same."""

import re
import tomllib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement

KIT = Path(__file__).parent.parent
PROJECT = tomllib.loads((KIT / "pyproject.toml").read_text())["project"]
DIRECT = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
LOCKED = [
    Requirement(line)
    for line in (KIT / "requirements.lock").read_text().splitlines()
    if line and not line.startswith("#")
]


def test_every_pin_is_exact_and_single():
    names = [pin.name for pin in LOCKED]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"==[\w.+]+", str(pin.specifier)) for pin in LOCKED)


@pytest.mark.parametrize("line", DIRECT)
def test_every_direct_dependency_is_locked_in_its_range(line):
    wanted = Requirement(line)
    (pin,) = [pin for pin in LOCKED if pin.name == wanted.name]
    assert wanted.specifier.contains(str(pin.specifier).removeprefix("=="))
    assert pin.marker is None


def test_the_environment_installs_the_lock_and_the_kit():
    environment = yaml.safe_load((KIT / "environment.yml").read_text())
    python, pip, packages = environment["dependencies"]
    assert pip == "pip"
    assert packages == {"pip": ["-r requirements.lock", "-e ."]}
    minimum = PROJECT["requires-python"].removeprefix(">=")
    assert python == f"python={minimum}"


def test_nothing_compiles_a_grammar_at_each_start():
    # `jsonschema` would, where rfc3987_syntax is installed: 1.2 s before nbformat can be used.
    assert not {"rfc3987-syntax", "lark"} & {pin.name for pin in LOCKED}
    assert find_spec("rfc3987_syntax") is None, "remove .venv and run make again"


def test_what_is_installed_is_what_is_locked():
    here = [pin for pin in LOCKED if pin.marker is None or Marker(str(pin.marker)).evaluate()]
    wrong = [str(pin) for pin in here if f"=={version(pin.name)}" != str(pin.specifier)]
    assert wrong == [], "remove .venv/ready and run make again"
