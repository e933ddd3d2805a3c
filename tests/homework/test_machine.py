"""On every machine a graded notebook draws inline and sees few cores."""

import os
import subprocess
import sys

import pytest

from homework.machine import CORES

# In a process of its own: it changes what every library sees.
SETTLED = """
import os
os.cpu_count = lambda: 64
os.sched_getaffinity = lambda _: set(range(64))
taken = []
os.sched_setaffinity = lambda _, cores: taken.append(len(cores))
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
from homework.machine import settle
settle(shell)
from homework.machine import is_graded
assert is_graded()
import matplotlib
import matplotlib.pyplot as plt
"""
QUIET = {**os.environ, "IPYTHONDIR": "/tmp/none", "MPLBACKEND": "agg"}


def run(lines):
    done = subprocess.run(
        [sys.executable, "-c", SETTLED + lines], capture_output=True, text=True, env=QUIET
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.slow
def test_libraries_see_few_cores_whatever_is_asked():
    lines = """
import joblib, multiprocessing
print(os.cpu_count(), multiprocessing.cpu_count(), joblib.cpu_count(), taken[0])
for asked in (-1, 16, 24, 64, 1):
    for backend in ("loky", "threading", "multiprocessing"):
        with joblib.parallel_config(backend, n_jobs=asked):
            print(joblib.effective_n_jobs(asked))
"""
    assert run(lines) == [str(CORES)] * (4 + 4 * 3) + ["1"] * 3


@pytest.mark.slow
def test_every_backend_that_needs_a_window_becomes_inline():
    lines = """
shell.run_line_magic("matplotlib", "agg")
for name in ("qt", "widget", "ipympl", "tk", "osx", "notebook"):
    shell.run_line_magic("matplotlib", name)
    print(matplotlib.get_backend().lower().split(".")[-1])
for name in ("TkAgg", "QtAgg", "nbAgg", "WebAgg", "MacOSX", "module://ipympl.backend_nbagg"):
    matplotlib.use(name)
    plt.switch_backend(name)
    print(matplotlib.get_backend().lower().split(".")[-1])
shell.run_line_magic("gui", "qt")
plt.switch_backend("Agg")
print(matplotlib.get_backend().lower())
"""
    said = run(lines)
    assert {each.removeprefix("backend_") for each in said[:-1]} == {"inline"} and len(said) == 13
    assert said[-1] == "agg"
