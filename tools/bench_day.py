"""How long the ends of a class take: 200 uploads of 5 MB collected, 200 students given back."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from examiner.collecting.collect import collect_download
from examiner.course import Course, programs_first
from examiner.grading.remembered import Remembered
from examiner.marks.fresh import what_is_shown
from examiner.marks.returning.give_back import give_back
from examiner.status import status_of

STUDENTS, SIZE = 200, 5 * 2**20
PAGE = 600 * 1024  # bytes of a page of feedback with its pictures


def download(path):
    """A Moodle download whose uploads cannot be packed smaller."""
    pixels = os.urandom(SIZE * 3 // 4).hex()[: SIZE - 2000]
    book = {"cells": [], "metadata": {"picture": pixels}, "nbformat": 4, "nbformat_minor": 5}
    inner = path.with_name("inner.zip")
    with zipfile.ZipFile(inner, "w") as own:
        own.writestr("ex1.ipynb", json.dumps(book))
    with zipfile.ZipFile(path, "w") as whole:
        for number in range(STUDENTS):
            name = (
                f"Student {number}_{number + 1000}_assignsubmission_file_/hw3-{number + 5000}.zip"
            )
            whole.write(inner, name)


def collected(root):
    """Seconds, and the most memory in MB, of collecting; in a process of its own."""
    download(root / "class.zip")
    course = Course(root / "course", "hw3")
    course.folder("source").mkdir(parents=True)
    started = time.monotonic()
    outcomes, _ = collect_download(course, root / "class.zip")
    seconds = time.monotonic() - started
    assert len(outcomes) == STUDENTS and not any(each.refused for each in outcomes)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def given_back(root):
    """Seconds of giving back a class whose pages are fresh, and of saying what is next."""
    from made_up_course import course_in, hand_in

    course = course_in(root / "graded")
    directory = CourseDirectory(root=str(course.root), db_url=course.gradebook_url)
    points = {"test_framing": 1.0, "test_framing_tail": 0.5, "test_train": 1.5}
    page = f"<html><head><style></style></head><body>{os.urandom(PAGE // 2).hex()}</body></html>"
    for number in range(STUDENTS):
        student = f"s{number:03}"
        course.submit(student, {"ex1.ipynb": "{}"})
        hand_in(course, student, auto=points, manual={"answer_levels": 1.0})
        Remembered(course).write(student, digest="x")
        folder = course.folder("feedback", student)
        folder.mkdir(parents=True)
        for name in ("ex1", "ex2", "ex3"):
            (folder / f"{name}.html").write_text(page)
    for number in range(STUDENTS):
        student = f"s{number:03}"
        shown = what_is_shown(directory, "hw3", student)
        course.folder("feedback", student).with_name("hw3.made").write_text(shown)
    started = time.monotonic()
    give_back(course)
    seconds = time.monotonic() - started
    started = time.monotonic()
    assert status_of(course).next == ""
    return seconds, time.monotonic() - started


def bench_day():
    """Print the figures."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        line = [sys.executable, "-m", "tools.bench_day", "collect", folder]
        print(subprocess.run(line, capture_output=True, text=True, check=True).stdout, end="")
        seconds, said = given_back(root)
    print(f"{STUDENTS} students given back: {seconds:.1f} s; what is next: {said:.1f} s")


if __name__ == "__main__":
    os.environ["PATH"] = programs_first()
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    if sys.argv[1:2] == ["collect"]:
        seconds, memory = collected(Path(sys.argv[2]))
        size = SIZE // 2**20
        print(f"{STUDENTS} uploads of {size} MB collected: {seconds:.1f} s, {memory:.0f} MB")
    else:
        bench_day()
