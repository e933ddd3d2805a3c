"""Hostile submissions, graded: what each earned, read and harmed (``make attacks``)."""

import json
import os
import runpy
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell
from small import small_course

from examiner.course import CourseError, notes_in
from examiner.marks import marks_by_cell
from examiner.samples import fill_release
from helpers.corpus import cache_folder

HOSTILE = Path(__file__).parent / "hostile"
TESTS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
CANARY = "CANARY-"
# Two processes grade the class: families from d to h with the honest student, and the others.
HALVES = ["[d-h]*", "[!d-h]*"]
# Small bounds, so that a submission that hangs or floods is soon at them.
BOUNDS = [
    "--Examine.timeout=10",
    "--Examine.answer_timeout=6",
    "--Examine.memory_mb=1500",
    "--Examine.disk_mb=100",
]


@dataclass
class Attack:
    """A hostile submission, as its file describes it."""

    family: str
    slug: str
    remark: str
    earns: list
    solved: bool
    stock: str
    parts: dict

    @classmethod
    def read(cls, path):
        """Read a file of tests/hostile: see any of them for what it may define."""
        parts = runpy.run_path(str(path))
        return cls(
            path.parent.name,
            path.stem,
            parts["__doc__"].strip().split("\n")[0],
            list(parts["EARNS"]),
            parts["SOLVED"],
            parts.get("STOCK", "not tried"),
            parts,
        )

    @property
    def student(self):
        return f"{self.family}-{self.slug}"

    def submit(self, course):
        """Hand it in."""
        text = fill_release(course, first_tasks=None if self.solved else 0)["ex1.ipynb"]
        notebook = nbformat.reads(text, as_version=4)
        for cell in notebook.cells:
            cell.source = self.parts.get("CELLS", {}).get(cell.id, cell.source)
        if self.parts.get("FIRST"):
            notebook.cells.insert(1, new_code_cell(self.parts["FIRST"]))
        if self.parts.get("LAST"):
            notebook.cells.append(new_code_cell(self.parts["LAST"]))
        if "tamper" in self.parts:
            self.parts["tamper"](notebook)
        files = {"ex1.ipynb": json.dumps(notebook), **self.parts.get("FILES", {})}
        course.submit(self.student, files)
        for name, target in self.parts.get("LINKS", {}).items():
            link = course.folder("submitted", self.student) / name
            link.unlink(missing_ok=True)
            link.symlink_to(target)


@dataclass
class Result:
    """What came of an attack."""

    earned: list
    read: list
    harm: list
    reason: str


def attacks(families="*"):
    """All hostile submissions."""
    return [Attack.read(path) for path in sorted(HOSTILE.glob(f"{families}/*.py"))]


def prepare(root):
    """A course with canaries wherever a submission should not get to, and one honest student."""
    home = Path(root) / "home"
    (home / ".config").mkdir(parents=True)
    (home / "notes.txt").write_text(f"{CANARY}home")
    course = small_course(Path(root) / "course")
    for path in course.notebooks("source"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            mark = "### BEGIN HIDDEN TESTS\n"
            cell.source = cell.source.replace(mark, f"{mark}# {CANARY}test\n")
        nbformat.write(notebook, path)
    course.generate()
    own = fill_release(course)["ex1.ipynb"].replace("# TODO", f"# {CANARY}other TODO")
    course.submit("honest", {"ex1.ipynb": own})
    return course, home


def grade(course, home, chosen, jobs=2):
    """Grade the honest student and the attacks; what came of each.

    Returns
    -------
    dict of str to Result
    """
    for attack in chosen:
        attack.submit(course)
    before = _files(course.root, home)
    os.environ["SPEECH_HOMEWORK_CACHE"] = str(cache_folder())
    os.environ.update(HOME=str(home), SECRET=f"{CANARY}environment")
    with ThreadPoolExecutor(jobs) as pool:
        notes = [
            note
            for part in pool.map(lambda part: _autograde(course, part), HALVES)
            for note in part
        ]
    cells = marks_by_cell(course).set_index(["student", "cell"])["auto"]
    harm = _harm(course, home, before, cells)
    return {
        attack.student: Result(
            [test for test in TESTS if cells.get((attack.student, test), 0) > 0],
            _canaries(course, attack.student),
            harm,
            "; ".join(n.split(": ", 1)[-1] for n in notes if n.startswith(attack.student)),
        )
        for attack in chosen
    }


def _autograde(course, students):
    """Grade many students in one process, as stock nbgrader does: one may not spoil the next."""
    try:
        return notes_in(course.nbgrader("autograde", f"--student={students}", "--force", *BOUNDS))
    except CourseError as error:
        return [*notes_in(str(error)), f"{students}: {error}"]


def _canaries(course, student):
    """Secrets in what comes back from grading."""
    found = set()
    for stage in ("autograded", "feedback"):
        for path in course.folder(stage, student).rglob("*"):
            if path.is_file() and not path.is_symlink() and path.suffix in (".ipynb", ".html"):
                text = path.read_text(encoding="utf-8", errors="replace")
                # Graded notebooks hold the hidden tests themselves, with their canary.
                text = "".join(_outputs(path)) if path.suffix == ".ipynb" else text
                found |= {
                    word
                    for word in ("test", "environment", "other", "home")
                    if CANARY + word in text
                }
    return sorted(found)


def _outputs(path):
    for cell in nbformat.read(path, as_version=4).cells:
        yield from map(str, cell.get("outputs", []))


def _files(root, home):
    kept = [Path(root) / "source", Path(root) / "release", home]
    return {
        path: path.read_bytes() for folder in kept for path in folder.rglob("*") if path.is_file()
    }


def _harm(course, home, before, cells):
    """What is no longer as it was, outside of what grading writes."""
    after = _files(course.root, home)
    caches = (".cache", ".ipython", ".local", ".config/matplotlib", ".jupyter")
    changed = [
        str(path)
        for path in before.keys() | after.keys()
        if before.get(path) != after.get(path) and not any(f"/{c}" in str(path) for c in caches)
    ]
    places = [course.root, home, Path(tempfile.gettempdir()), Path.cwd(), Path("/dev/shm")]
    marked = [
        str(each)
        for place in places
        for each in place.glob("**/HARMED*" if place in (course.root, home) else "HARMED*")
    ]
    honest = [cells.get(("honest", test), 0) for test in TESTS]
    return changed + marked + ([] if all(honest) else ["the honest student lost marks"])


def table(results, chosen):
    """The results, a line for each attack."""
    lines = []
    for attack in chosen:
        result = results[attack.student]
        lines.append(
            f"{attack.family:9} {attack.slug:24} should earn {len(attack.earns)}, earned "
            f"{len(result.earned)}, read {len(result.read)}, harm {len(result.harm)}, "
            f"on stock nbgrader: {attack.stock:9} {attack.remark}"
        )
    return "\n".join(lines)


def main(families="*"):
    """Grade all attacks and print what came of them."""
    chosen = attacks(families)
    with tempfile.TemporaryDirectory() as root:
        course, home = prepare(root)
        results = grade(course, home, chosen)
    print(table(results, chosen))
    won = [
        a
        for a in chosen
        if set(results[a.student].earned) - set(a.earns) or results[a.student].read
    ]
    print(
        f"\n{len(chosen)} attacks, {len(won)} won here; on stock nbgrader "
        f"{sum(a.stock in ('wins', 'harms') for a in chosen)}."
    )
    sys.exit(bool(won))


if __name__ == "__main__":
    main(*sys.argv[1:])
