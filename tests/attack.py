"""A hostile submission, and the course with canaries that it is handed in to."""

import json
import runpy
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell
from small import small_course

from examiner.authoring.samples import fill_release

HOSTILE = Path(__file__).parent / "hostile"
TESTS = ["test_preemphasis", "test_log_dct", "test_cmvn_mean", "test_cmvn_deviation"]
CANARY = "CANARY-"
SECRETS = ("test", "environment", "other", "home", "memory")


@dataclass
class Attack:
    """A hostile submission, as its file describes it."""

    family: str
    slug: str
    remark: str
    earns: list
    solved: bool
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
    """What came of an attack: tests passed, secrets read, harm done, and how grading ended."""

    earned: list = field(default_factory=list)
    read: list = field(default_factory=list)
    harm: list = field(default_factory=list)
    reason: str = ""
    # "hangs", "floods" or "fails", where the grading of this submission did not end well.
    stopped: str = ""

    def verdict(self, attack):
        """In words, what the attack did; 'holds' where it did nothing."""
        did = {
            "wins": set(self.earned) - set(attack.earns),
            "reads": self.read,
            "harms": self.harm,
            self.stopped: self.stopped,
            "loses marks": not self.stopped and set(attack.earns) - set(self.earned),
        }
        return ", ".join(word for word, so in did.items() if so) or "holds"


def attacks(*chosen):
    """All hostile submissions; or those of some families, or some such as 'screen/frames'."""
    patterns = [each if "/" in each else f"{each}/*" for each in chosen or ["*"]]
    paths = {path for each in patterns for path in HOSTILE.glob(f"{each}.py")}
    return [Attack.read(path) for path in sorted(paths)]


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
