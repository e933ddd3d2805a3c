"""How long a class takes: stock nbgrader, this kit, and the least that is possible, in one run."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from examiner.authoring.samples import sample_class
from examiner.course import KIT, ONE_THREAD, Course, environment
from examiner.exam.inside import Candidate
from examiner.exam.outside import Examiner
from examiner.grading import task
from examiner.grading.grade import grade_class
from examiner.grading.parcels import read_assignment, read_submission
from examiner.sandbox.bubblewrap import for_own_notebooks, sandbox_works
from tools.otter import grade_with_otter

SIZES = (4, 8, 16, 32, 200)
CLASS = 8
PICTURE = KIT / "docs" / "images" / "bench.png"
STOCK = 'c = get_config()\nc.CourseDirectory.course_id = "speech"\nc.Execute.timeout = 300\n'
FLOOR = "floor: the notebooks' own time / cores"
KINDS = ("solution", "one_mistake", "solution", "halfway")


def bench(sizes=SIZES, picture=PICTURE):
    """Time everything, print the ratios, draw time against class size.

    Parameters
    ----------
    sizes : sequence of int
        Classes that are graded with all cores, for the drawing.
    picture : Path
    """
    cores = os.cpu_count()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        course = _class_of(max(*sizes, CLASS), Path(folder) / "course")
        times = {
            "stock nbgrader autograde, as installed": _timed(_stock, course, threads=None),
            "stock nbgrader autograde, one thread": _timed(_stock, course, threads=1),
            "nbgrader autograde with the examiner": _timed(_ours_in_series, course),
            "grade, 1 worker": _timed(_grade, course, jobs=1),
        }
        if shutil.which("otter"):
            times["otter run, one after the other"] = _timed(grade_with_otter, course)
        by_size = {
            size: _timed(_grade, course, size, jobs=cores) for size in sorted({*sizes, CLASS})
        }
        times[f"grade, {cores} workers"] = by_size[CLASS]
        times[FLOOR] = own_time(_part(course, CLASS)) / cores
    _print(times)
    slope, start = np.polyfit(list(by_size), list(by_size.values()), 1)
    print(f"\nA line through all classes: {start:.1f} s, and {slope:.2f} s for each submission")
    for size, seconds in by_size.items():
        off = seconds / (start + slope * size) - 1
        print(f"class of {size:3}: {seconds:6.1f} s, {seconds / size:5.2f} s each, {off:+.0%}")
    _draw(by_size, (slope, start), times, picture)
    print(f"Drawn: {picture}")


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


def _timed(act, course, size=CLASS, **options):
    copy = _part(course, size)
    print(f"{act.__name__.strip('_')}, class of {size} {options or ''}: ", end="", flush=True)
    started = time.monotonic()
    act(copy, **options)
    seconds = time.monotonic() - started
    print(f"{seconds:.1f} s", flush=True)
    return seconds


def _stock(course, threads):
    """What nbgrader does without this kit's configuration."""
    (course.root / "nbgrader_config.py").write_text(STOCK)
    surroundings = {name: value for name, value in environment().items() if name not in ONE_THREAD}
    if threads:
        surroundings |= dict.fromkeys(ONE_THREAD, str(threads))
    line = [sys.executable, "-m", "nbgrader", "autograde", course.assignment]
    subprocess.run(line, cwd=course.root, env=surroundings, check=True, capture_output=True)


def _ours_in_series(course):
    course.nbgrader("autograde", *for_own_notebooks())


def _grade(course, jobs):
    progress = grade_class(course, jobs=jobs, quiet=True, unsafe=not sandbox_works())
    assert not any(each.error for each in progress.done), progress.summary()


def own_time(course):
    """Seconds that the cells and tests of a class take in warm kernels, and nothing around them."""
    assignment, unsafe, spent = read_assignment(course), not sandbox_works(), [0.0]
    with _counting(Candidate, "run", spent), _counting(Examiner, "test", spent):
        for folder in sorted((course.root / "submitted").iterdir()):
            task.grade(assignment, read_submission(course, folder.name), unsafe)
    return spent[0]


@contextmanager
def _counting(owner, name, spent):
    stock = getattr(owner, name)

    def counted(*args):
        started = time.monotonic()
        try:
            return stock(*args)
        finally:
            spent[0] += time.monotonic() - started

    setattr(owner, name, counted)
    try:
        yield
    finally:
        setattr(owner, name, stock)


def _print(times):
    slowest = times["stock nbgrader autograde, as installed"]
    single = times["stock nbgrader autograde, one thread"]
    floor = times[FLOOR]
    title = f"A class of {CLASS} on {os.cpu_count()} cores"
    print(f"\n{title:46}  seconds  as installed  one thread   floor")
    for name, seconds in times.items():
        ratios = f"{slowest / seconds:10.2f} x {single / seconds:9.2f} x {seconds / floor:6.2f}"
        print(f"{name:46} {seconds:8.1f} {ratios}")
    added = times["nbgrader autograde with the examiner"] / single - 1
    print(f"The examiner and the sandbox add {added:+.0%} to stock with one thread.")


def _draw(by_size, line, times, picture):
    figure, axes = plt.subplots(figsize=(7, 4))
    ends = np.array([0, max(by_size)])
    axes.plot(ends, np.polyval(line, ends), ":", color="0.4", label="straight line")
    axes.plot(list(by_size), list(by_size.values()), "o", color="black", label="grade, all cores")
    stock = times["stock nbgrader autograde, as installed"]
    axes.plot([CLASS], [stock], "s", color="0.5", label="stock nbgrader, as installed")
    axes.set(xlabel="submissions", ylabel="time (s)", xlim=(0, None), ylim=(0, None))
    axes.grid(color="0.9")
    axes.legend(frameon=False)
    picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(picture, dpi=110, bbox_inches="tight")
    plt.close(figure)


if __name__ == "__main__":
    bench()
