"""A course folder and the nbgrader commands that act on it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from examiner.kit import KIT, kit

ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}

# The argument of most commands.
ASSIGNMENT = {"nargs": "?", "help": "such as hw3; not needed where source/ holds only one"}

# What an assignment has besides notebooks: released, handed out, and there when it is graded.
DATA = "data"

# What an instructor should read of nbgrader's log begins with this word.
NOTE = "[note]"
# Such a line, where it is about the machine that grades and about no student, goes on with this.
MACHINE = "this machine:"


class CourseError(RuntimeError):
    """What is the matter with a course, in words for the instructor."""


class NbgraderError(CourseError):
    """A step of nbgrader's that failed, with what it said."""


class NotReleasedError(CourseError):
    """An assignment that is not there, or that the gradebook does not know."""


class SandboxError(CourseError):
    """Submissions cannot be kept apart on this machine."""


class SchedulerError(CourseError):
    """The cluster's scheduler does not answer, or has gone."""


def is_data(name):
    """True for a path inside an assignment's folder that is its data."""
    return name.split("/")[0] == DATA


def data_in(folder):
    """The data of the assignment that lies in a folder; None where it has none."""
    data = Path(folder, DATA).absolute()
    return data if data.is_dir() else None


def refuse(faults, sentence):
    """Stop with every fault, one on a line; do nothing where there is none."""
    if faults:
        raise CourseError("\n  ".join([f"{sentence}:", *faults]))


class Course:
    """One folder with source/, release/, submitted/, autograded/, feedback/ and a gradebook.

    Parameters
    ----------
    root : Path
        The kit itself, or a scratch folder that is filled from it.
    assignment : str, optional
        Where ``source/`` holds one, that one is meant.
    gradebook_url : str, optional
        By default gradebook.db in the folder; for the kit's own course what the environment
        variable GRADEBOOK_URL says. Samples never meet a real gradebook.
    """

    def __init__(self, root=KIT, assignment=None, gradebook_url=None):
        self.root = Path(root)
        self._assignment = assignment
        named = os.environ.get("GRADEBOOK_URL") if self.root == KIT else None
        self.gradebook_url = gradebook_url or named or f"sqlite:///{self.root / 'gradebook.db'}"

    @property
    def assignment(self):
        """The assignment's name.

        Raises
        ------
        NotReleasedError
            Where none was named, and there is not exactly one.
        """
        if self._assignment is None:
            self._assignment = _only_assignment(self.root)
        return self._assignment

    def folder(self, stage, student="."):
        """Where a stage lies: 'source', 'release', 'submitted', 'autograded' or 'feedback'."""
        return self.root / stage / student / self.assignment

    def notebooks(self, stage="source", student="."):
        return sorted(self.folder(stage, student).glob("*.ipynb"))

    def fill_from(self, kit=KIT):
        """Start this folder anew with the kit's source notebooks.

        Raises
        ------
        CourseError
            Where this folder is the kit itself: it would be emptied.
        """
        if self.root.resolve() == Path(kit).resolve() or (self.root / ".git").exists():
            raise CourseError(f"{self.root} is the kit itself; name another folder to fill.")
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(
            Path(kit) / "source" / self.assignment,
            self.folder("source"),
            ignore=shutil.ignore_patterns("*.npz", ".ipynb_checkpoints"),
        )

    def nbgrader(self, command, *options):
        """Run ``nbgrader <command> <assignment>`` here, with the kit's configuration.

        Raises
        ------
        CourseError
            Where it fails; nbgrader's own words are its text.
        """
        line = ["nbgrader", command, self.assignment, f"--CourseDirectory.root={self.root}"]
        line.append(f"--CourseDirectory.db_url={self.gradebook_url}")
        done = subprocess.run(
            [*line, *options],
            cwd=KIT,
            env=environment(),
            capture_output=True,
            text=True,
            errors="replace",
        )
        if done.returncode:
            raise NbgraderError(f"{' '.join([*line, *options])} failed:\n{done.stderr[-5000:]}")
        return done.stderr

    def generate(self, seed=None):
        """Build release/ from source/ and record the tests in the gradebook.

        Parameters
        ----------
        seed : int, optional
            Of the hidden numbers; see `examiner.authoring.drawn`.

        Raises
        ------
        NbgraderError
            Where nbgrader cannot; its own words are the text.
        """
        return self._convert("GenerateAssignment", DrawNumbers={"seed": seed})

    def submit(self, student, notebooks):
        """Put a submission in its place.

        Parameters
        ----------
        student : str
        notebooks : dict of str to str
            File name to the notebook's text.
        """
        for name, text in notebooks.items():
            path = self.folder("submitted", student) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def feedback(self):
        """Write the feedback pages of all graded submissions."""
        return self._convert("GenerateFeedback")

    def _convert(self, name, **options):
        # Loaded when asked for: it takes a second, and most commands do without.
        from nbgrader import converters

        from examiner.converting import configuration, convert

        config = configuration(self.root, self.gradebook_url)
        for step, choices in options.items():
            config[step].update(choices)
        done = convert(getattr(converters, name), config, self.assignment)
        if not done["success"]:
            raise NbgraderError(f"{name} of {self.assignment} failed:\n{done['log'][-5000:]}")
        return done["log"]


def _only_assignment(root):
    # A scratch folder that is not filled yet will be, from the kit.
    source = root / "source" if (root / "source").is_dir() else KIT / "source"
    names = sorted({path.parent.name for path in source.glob("*/*.ipynb")})
    if len(names) == 1:
        return names[0]
    there = f"say which: {', '.join(names)}" if names else "there is no source/<name>/*.ipynb"
    raise NotReleasedError(f"Which assignment is meant is not clear; {there}.")


def notes_in(log):
    """The lines of nbgrader's log that say what was the matter with whose submission."""
    return [line.split(NOTE, 1)[1].strip() for line in log.splitlines() if NOTE in line]


def programs_first():
    """The search path with this environment's programs at its head."""
    own, path = str(Path(sys.executable).parent), os.environ.get("PATH", "")
    return path if path.split(os.pathsep)[0] == own else os.pathsep.join([own, path])


def choices():
    """What the user chose for this course by the environment; see `helpers.kit`."""
    return {name: os.environ.get(name) for name in kit().VARIABLES}


def environment():
    """The environment of a grading process.

    Our programs come first, because nbgrader calls a bare ``alembic``. Each process has one
    thread: numerical libraries that all take every core slow each other down. The course's own
    variables have absolute paths, because notebooks run in folders of their own.
    """
    return {**ONE_THREAD, **os.environ, "PATH": programs_first(), **kit().own_variables()}
