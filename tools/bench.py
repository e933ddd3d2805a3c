"""How long a class takes beside stock nbgrader, on both corpora, in one run; and where it goes.

``make bench`` takes under ten minutes on two cores; ``--long`` grades classes up to 200, and draws
their line.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from examiner.authoring.samples import sample_class
from examiner.course import KIT, ONE_THREAD, Course, environment
from examiner.grading.grade import grade_class
from examiner.sandbox.bubblewrap import sandbox_works
from tools.memory import peak_of_children
from tools.parts import parts_of
from tools.simulate import simulate

FSDD = os.environ.get("BENCH_FSDD")
SIZES = (8, 32)
LONG = (4, 8, 16, 32, 64, 200)
# Stock nbgrader grades one after the other: a class takes so many times what a part of it takes.
STOCK = {"embedded": 4, "FSDD": 2}
CLASS = 8
PICTURE = KIT / "dist" / "bench.png"
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "speech"\nc.Execute.timeout = 300\n'
KINDS = ("solution", "one_mistake", "solution", "halfway")


def bench(long=False):
    """Time everything and print it.

    Parameters
    ----------
    long : bool
        Also classes up to 200, drawn.
    """
    sizes = LONG if long else SIZES
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        course = _class_of(max(sizes), Path(folder) / "course")
        rows = _corpus(course, "embedded", sizes)
        if FSDD:
            os.environ["FSDD"] = FSDD
            rows += _corpus(course, "FSDD", (CLASS,))
            os.environ["FSDD"] = "embedded"
        _print(rows)
        if long:
            _draw({size: seconds for corpus, size, seconds, *_ in rows if corpus == "embedded"})
    print("\nThe one writer, and the grader's memory, in simulated classes:")
    for size in (32, 320):
        _, saving, memory = simulate(size)
        print(f"class of {size:3}: {saving / size:.3f} s to save each, {memory:.0f} MB")


def _corpus(course, corpus, sizes):
    """Stock nbgrader and this kit on one corpus; a row for each class."""
    parts = parts_of(_part(course, 1))
    own = parts["cells"] + parts["tests"]
    told = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in parts.items())
    print(f"{corpus}: one more solved submission takes {sum(parts.values()):.2f} s: {told}")
    print(
        f"  {sum(parts.values()) / own:.2f} times its own cells and tests; around them "
        f"{sum(parts.values()) - own:.2f} s"
    )
    stock, _ = _timed(_stock, course, STOCK[corpus])
    each = stock / STOCK[corpus]
    rows = []
    for size in sizes:
        seconds, memory = _timed(_grade, course, size)
        rows.append((corpus, size, seconds, each * size, own * size / os.cpu_count(), memory))
    return rows


def _class_of(size, root):
    course = Course(root)
    course.fill_from()
    course.generate()
    samples = sample_class(course)
    for number in range(size):
        course.submit(f"s{number:03}", samples[KINDS[number % len(KINDS)]])
    return course


def _part(course, size):
    """A copy of a course with its first students only, none of them graded."""
    part = Course(course.root.with_name(f"class_of_{size}_{time.monotonic_ns()}"))
    shutil.copytree(course.root, part.root)
    for folder in sorted((part.root / "submitted").iterdir())[size:]:
        shutil.rmtree(folder)
    return part


def _timed(act, course, size):
    """Seconds that it took for a class, and the megabytes of what it started, at most."""
    copy = _part(course, size)
    print(f"{act.__name__.strip('_')}, class of {size}: ", end="", flush=True)
    started = time.monotonic()
    with peak_of_children() as memory:
        act(copy)
    seconds = time.monotonic() - started
    print(f"{seconds:.1f} s", flush=True)
    return seconds, max(memory)


def _stock(course):
    """What nbgrader does without this kit's configuration, as it is installed."""
    (course.root / "nbgrader_config.py").write_text(CONFIG)
    surroundings = {name: value for name, value in environment().items() if name not in ONE_THREAD}
    line = [sys.executable, "-m", "nbgrader", "autograde", course.assignment]
    subprocess.run(line, cwd=course.root, env=surroundings, check=True, capture_output=True)


def _grade(course):
    progress = grade_class(course, quiet=True, unsafe=not sandbox_works())
    assert not any(each.error for each in progress.done), progress.summary()


def _print(rows):
    cores = os.cpu_count()
    print(f"\nOn {cores} cores; stock nbgrader's seconds are those of a part, times the class.")
    print(f"{'':9} class   seconds     stock   times faster     floor   MB of a worker")
    for corpus, size, seconds, stock, floor, memory in rows:
        print(
            f"{corpus:9} {size:5} {seconds:9.1f} {stock:9.1f} {stock / seconds:14.1f} {floor:9.1f} "
            f"{memory / min(cores, size):16.0f}"
        )
    print("The floor: the own cells and tests of solved submissions, over all cores.")


def _draw(by_size):
    slope, start = np.polyfit(list(by_size), list(by_size.values()), 1)
    print(f"\nA line through all classes: {start:.1f} s, and {slope:.2f} s for each submission")
    figure, axes = plt.subplots(figsize=(7, 4))
    ends = np.array([0, max(by_size)])
    axes.plot(ends, start + slope * ends, ":", color="0.4", label="straight line")
    axes.plot(list(by_size), list(by_size.values()), "o", color="black", label="make grade")
    axes.set(xlabel="submissions", ylabel="time (s)", xlim=(0, None), ylim=(0, None))
    axes.grid(color="0.9")
    axes.legend(frameon=False)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PICTURE, dpi=110, bbox_inches="tight")
    plt.close(figure)
    print(f"Drawn: {PICTURE}")


if __name__ == "__main__":
    bench(long="--long" in sys.argv[1:])
