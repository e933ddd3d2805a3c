"""``make matrix-of-versions``: the solved notebooks with the oldest, newest and Colab's libraries.

Each set is installed into an environment of its own from the students' wheel; every test has to be
right there. Then pip's choice is asked for each system and Python that students have.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from examiner.authoring.wheel import student_wheel
from examiner.course import KIT, Course

HERE = "{}.{}".format(*sys.version_info)
# As believed in 2026; what is not named here is as new as it may be.
COLAB = ["numpy==2.0.2", "pandas==2.2.2", "scikit-learn==1.6.1", "ipython==7.34.0"]
COLAB += ["ipykernel==6.17.1", "matplotlib==3.10.0", "scipy==1.15.3", "librosa==0.11.0"]
SETS = {
    "oldest": (HERE, ["--resolution", "lowest-direct"], []),
    "newest": (HERE, [], []),
    "newest on 3.12": ("3.12", [], []),
    "like Colab": ("3.12", [], COLAB),
}
PLATFORMS = {
    "Windows": "x86_64-pc-windows-msvc",
    "macOS, Intel": "x86_64-apple-darwin",
    "macOS, Apple": "aarch64-apple-darwin",
    "Linux": "x86_64-manylinux_2_28",
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# numba ended its wheels for Intel before it began those for 3.14.
NOT_THERE = {("macOS, Intel", "3.14")}
SHOWN = ("numpy", "scipy", "pandas", "scikit-learn", "matplotlib", "librosa", "numba", "ipython")
RUN = """
import sys
from pathlib import Path
import nbformat
from nbclient import NotebookClient
from homework.outcomes import outcome_of
asked = broken = 0
for path in map(Path, sys.argv[1:]):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=900, kernel_name="python3", allow_errors=True,
                   resources={"metadata": {"path": str(path.parent)}}).execute()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        outcome, message = outcome_of(cell.outputs)
        asked += cell.id.startswith("test_")
        if outcome != "right" and (cell.id.startswith("test_") or "stopped" not in message):
            broken += 1
            print(f"{path.stem}, {cell.id}: {outcome}, {message}"[:600])
print(f"{asked} tests, {broken} cells not right")
sys.exit(bool(broken) or not asked)
"""


def uv(*words, **options):
    """Run uv, as `subprocess.run` does."""
    options = {"capture_output": True, "text": True, **options}
    return subprocess.run([sys.executable, "-m", "uv", *map(str, words)], **options)


def resolve(platform, python, *more):
    """What pip would choose for a system and a Python, where there are wheels for all of it.

    Parameters
    ----------
    platform : str
        One of `PLATFORMS`.
    python : str
    *more : str
        Options of uv's.

    Returns
    -------
    subprocess.CompletedProcess
    """
    words = ["pip", "compile", "--quiet", "--no-annotate", "--no-header", "--extra", "lab"]
    words += ["--prerelease", "disallow", "--only-binary", ":all:"]
    words += ["--python-platform", PLATFORMS[platform], "--python-version", python]
    return uv(*words, *more, KIT / "pyproject.toml")


def try_set(name, folder):
    """Install a set and run the solved notebooks with it.

    Returns
    -------
    str or None
        The versions and what came of it; None where this machine lacks its Python.
    """
    python, options, pins = SETS[name]
    place = Path(folder, name.replace(" ", "-"))
    if uv("venv", "--quiet", "--no-python-downloads", "--python", python, place / "env").returncode:
        return None
    own = place / "env" / "bin" / "python"
    wheel = student_wheel(Course(KIT), place)
    words = ["pip", "install", "--quiet", "--python", own]
    # Not through the wheel: the lowest is chosen of what is asked for directly.
    direct = ["-r", KIT / "pyproject.toml", "ipykernel>=6.17", "nbclient>=0.7", *pins]
    done = uv(*words, *options, *direct)
    done = done if done.returncode else uv(*words, "--no-deps", wheel)
    if done.returncode:
        return f"cannot be installed: {done.stderr[-2000:]}"
    notebooks = Course(KIT).notebooks()
    for path in notebooks:
        (place / path.name).write_bytes(path.read_bytes())
    line = [own, "-c", RUN, *(place / path.name for path in notebooks)]
    surroundings = {**os.environ, "FSDD": "embedded", "PATH": f"{own.parent}:{os.environ['PATH']}"}
    surroundings.pop("PYTHONPATH", None)
    ran = subprocess.run(line, cwd=place, env=surroundings, capture_output=True, text=True)
    listed = uv("pip", "list", "--python", own).stdout.splitlines()
    versions = dict(line.split()[:2] for line in listed[2:])
    chosen = ", ".join(f"{each} {versions[each]}" for each in SHOWN if each in versions)
    return f"{chosen}\n    {ran.stdout.strip() or ran.stderr[-1500:]}"


def main():
    """Try what was named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join(SETS))
    chosen = parser.parse_args().sets
    faults = 0
    with tempfile.TemporaryDirectory(prefix="versions-") as folder:
        for name in chosen or SETS:
            said = try_set(name, folder)
            faults += said is not None and ", 0 cells not right" not in said
            print(f"{name}: {said or 'this machine has no such Python'}", flush=True)
    for system in PLATFORMS if not chosen else ():
        for python in PYTHONS:
            done = resolve(system, python)
            fine = (done.returncode == 0) != ((system, python) in NOT_THERE)
            faults += not fine
            print(f"{system}, {python}: {'no wheels' if done.returncode else 'resolved'}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
