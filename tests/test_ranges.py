"""The ranges of what students install: on each system pip finds wheels for all of it."""

import sys
import tomllib

import pytest

from examiner.course import KIT
from tools.versions import NOT_THERE, PLATFORMS, SETS, resolve

pytestmark = pytest.mark.slow

# The oldest and the newest Python; `make matrix-of-versions` asks the others.
ENDS = [(system, python) for system in PLATFORMS for python in ("3.11", "3.14")]
ENDS = [(s, "3.13" if (s, python) in NOT_THERE else python) for s, python in ENDS]


def resolved(system, python):
    """The pins; what is known of the network is used again, and asked where that is not enough."""
    done = resolve(system, python, "--offline")
    if done.returncode:
        done = resolve(system, python)
    if "error sending request" in done.stderr or "dns error" in done.stderr:
        pytest.skip("there is no network, and nothing is known of these packages")
    return done


@pytest.mark.parametrize(("system", "python"), ENDS)
def test_there_are_wheels_for_every_system(system, python):
    done = resolved(system, python)
    assert done.returncode == 0, done.stderr
    pins = dict(line.split("==") for line in done.stdout.splitlines() if "==" in line)
    assert {"numpy", "numba", "librosa", "reportlab", "jupyterlab"} <= pins.keys()
    assert "nbgrader" not in pins


def test_the_ranges_hold_what_colab_has():
    ranges = tomllib.loads((KIT / "pyproject.toml").read_text())["project"]["dependencies"]
    allowed = {line.split(">=")[0]: line.split(">=")[1] for line in ranges}
    for pin in SETS["like Colab"][2]:
        name, version = pin.split("==")
        least = allowed.get(name, "0")
        assert tuple(map(int, least.split("."))) <= tuple(map(int, version.split("."))), pin
    assert sys.version_info >= (3, 11)
