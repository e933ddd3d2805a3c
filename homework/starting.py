"""Installing the course into the kernel that runs, from the first cell of a notebook.

It is read out of the wheel itself, before anything is installed: it uses Python's own modules.
"""

import contextlib
import importlib.util
import os
import re
import shutil
import site
import subprocess
import sys
import sysconfig
import tempfile
from importlib import metadata
from pathlib import Path

OLDEST = (3, 11)
OLD = (
    "This homework needs Python {}.{} or later, and this kernel has {}.{}. Choose a newer Python "
    "for this notebook, or open it on Colab."
)
NO_WAY = (
    "The course could not be installed into this kernel. Run this in a terminal, and read what it "
    "says: {} -m pip install {}\n{}"
)
RESTART = "Restart the kernel now: {} changed, and the old one is still in use."
# What is installed besides, where the environment cannot be written to.
OWN_FOLDER = Path("~", ".local", "share", "homework").expanduser()


class NotInstalled(RuntimeError):  # noqa: N818  (what happened, in words for the student)
    """The course cannot be used in this kernel; the text says why and what to do."""

    def _render_traceback_(self):
        return str(self).splitlines()


def install(wheel, packages=("homework", "helpers")):
    """Install a wheel, and what it lacks, so that this kernel can import it.

    Parameters
    ----------
    wheel : Path
    packages : sequence of str
        What it holds.

    Raises
    ------
    NotInstalled
    """
    if sys.version_info < OLDEST:
        raise NotInstalled(OLD.format(*OLDEST, *sys.version_info[:2]))
    wheel = _well_named(Path(wheel).absolute())
    before = _loaded_versions()
    name, version = wheel.name.split("-")[:2]
    # In our own folder it is found again by the next kernel, which does not look there.
    there = (
        folder for _, folder in _ways() if Path(folder, f"{name}-{version}.dist-info").is_dir()
    )
    folder = next(there, None) or _installed_somewhere(wheel)
    _forget(packages)
    site.addsitedir(folder)
    importlib.invalidate_caches()
    print(f"Installed {name.replace('_', '-')} {version} into this kernel.")
    after = _loaded_versions()
    if changed := [each for each in before if after.get(each) != before[each]]:
        print(RESTART.format(", ".join(changed)))


def _installed_somewhere(wheel):
    """Install it in the first way that works; the folder where it may be then."""
    said = ""
    for options, folder in _ways():
        done = subprocess.run(
            [*_installer(), "install", "--quiet", *options, str(wheel)],
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        )
        if not done.returncode:
            return folder
        said = said or done.stderr.strip()[-1000:]
    raise NotInstalled(NO_WAY.format(sys.executable, wheel, said))


def _well_named(wheel):
    """A browser calls the second download "....whl (1)" or so; pip does not take that name."""
    name = re.sub(r"\s*\(\d+\)", "", wheel.name)
    if name == wheel.name:
        return wheel
    copy = Path(tempfile.mkdtemp(prefix="homework-"), name)
    shutil.copyfile(wheel, copy)
    return copy


def _installer():
    """pip; where an environment was made without it, uv."""
    uv = shutil.which("uv")
    if importlib.util.find_spec("pip") is None and uv:
        # It takes the place from the environment of the kernel.
        return [uv, "pip", "--python", sys.executable]
    return [sys.executable, "-m", "pip"]


def _ways():
    """Options of pip's, and where it installs by them: the environment, the user's, our own."""
    # pip itself turns to the user's folder where the environment cannot be written to.
    yield [], site.getusersitepackages()
    own = OWN_FOLDER / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    place = {"base": str(own), "platbase": str(own)}
    yield ["--prefix", str(own)], sysconfig.get_path("purelib", "posix_prefix", place)


def _forget(packages):
    """What was read out of the wheel, or belongs to a stranger of the same name."""
    sys.path[:] = [each for each in sys.path if not each.endswith(".whl")]
    for name in list(sys.modules):
        if name.split(".")[0] in packages:
            del sys.modules[name]


def _loaded_versions():
    """The versions of what is imported already, by name."""
    found = {}
    for each in metadata.distributions():
        with contextlib.suppress(Exception):  # half removed, as environments are
            name = each.metadata["Name"].lower().replace("-", "_")
            if name in sys.modules:
                found.setdefault(name, each.version)
    return found
