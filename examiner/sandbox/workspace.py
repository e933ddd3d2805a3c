"""Where a candidate works: its folders, its environment, its bounds."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from examiner.collecting.untrusted import Most, copy
from examiner.course import DATA, ONE_THREAD
from examiner.kit import KIT, kit
from examiner.sandbox.bubblewrap import HOME
from examiner.sandbox.caches import cache_variables, copied_caches, warm_caches
from examiner.sandbox.folders import short_folder
from homework.machine import CORES

# Before Linux 5.14 the system counted all processes of a user, the grader's other ones as well.
COUNTS_BY_NAMESPACE = tuple(map(int, re.findall(r"\d+", os.uname().release)[:2])) >= (5, 14)


@dataclass(frozen=True)
class Limits:
    """What a candidate may use.

    Attributes
    ----------
    memory_mb : int
        Of all its processes together.
    processes : int
    cpu_s : int
        Seconds of each process.
    disk_mb : int
        Of its working copy and of its /tmp, each; they lie in memory.
    files : int
        Files and folders in each of these, empty ones too.
    """

    memory_mb: int = 4096
    processes: int = 64
    cpu_s: int = 1800
    disk_mb: int = 512
    files: int = 20_000

    @property
    def tasks(self):
        """Processes and threads together; numerical libraries have some threads each."""
        return 8 * self.processes

    @property
    def bounds(self):
        """What the system holds each process to, by the names of the module `resource`."""
        counted = {"RLIMIT_NPROC": self.tasks} if COUNTS_BY_NAMESPACE else {}
        return {
            **counted,
            "RLIMIT_AS": 2 * self.memory_mb * 2**20,
            "RLIMIT_CPU": self.cpu_s,
            "RLIMIT_FSIZE": self.disk_mb * 2**20,
            "RLIMIT_NOFILE": 1024,
            "RLIMIT_CORE": 0,
        }


@dataclass(frozen=True)
class OwnWorkspace:
    """Where the examiner's own kernel works: outside.

    Attributes
    ----------
    folder : Path
    environment : dict of str to str
    """

    folder: Path
    environment: dict
    trusted = True
    sandbox = False


@dataclass
class Workspace:
    """The folders of one candidate, made for it and thrown away after it.

    Attributes
    ----------
    folder : Path
        Holds the way to the sockets of its kernel, and the copy of the submission.
    questions : Path
        Where the examiner puts the files that its questions are about; read-only inside.
    limits : Limits
    sandbox : bool
    data : Path or None
        The assignment's data; inside it lies, read-only, in the working folder.
    reason : str or None
        Why it was ended from outside.
    """

    questions: Path
    limits: Limits
    sandbox: bool
    data: Path | None = None
    folder: Path = field(default_factory=short_folder)
    reason: str | None = None
    trusted = False

    def __post_init__(self):
        self.kernel.mkdir()
        self.submission.mkdir()
        if self.data and not self.sandbox:
            shutil.copytree(self.data, self.submission / DATA)

    @property
    def kernel(self):
        return self.folder / "k"

    @property
    def connection(self):
        """The file that tells the kernel its sockets' names and key."""
        return self.kernel / "kernel.json"

    @property
    def submission(self):
        return self.folder / "submission"

    @property
    def readable(self):
        """What it may read besides the system: its submission, questions, what the course shows."""
        return [self.submission, self.questions, *kit().surroundings()[0]]

    @property
    def environment(self):
        """All that its environment holds."""
        home = HOME if self.sandbox else str(self.submission)
        return {
            **ONE_THREAD,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
            "HOME": home,
            "USER": "student",
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(KIT),
            # Also for processes that a notebook starts; see homework/machine.py.
            "LOKY_MAX_CPU_COUNT": str(CORES),
            "PYTHON_CPU_COUNT": str(CORES),
            **cache_variables(copied_caches()),
            **kit().surroundings()[1],
        }

    @property
    def caches(self):
        """The caches of libraries that it starts with a copy of."""
        return warm_caches(kit().cache_folder())

    @property
    def own_caches(self):
        """Where its copy of them lies, inside."""
        return copied_caches()

    def take_in(self, *folders):
        """Copy what lies beside a submitted notebook: plain files, up to the disk's bound.

        Returns
        -------
        list of str
            What was left out, in words for the instructor.
        """
        # Notebooks run cell by cell; these are the kit's, and a copy that was handed in along
        # would hide them.
        kits = ("helpers", "homework", *((DATA,) if self.data else ()))
        notes = []
        for folder in folders:
            notes += copy(
                Path(folder),
                self.submission,
                most=Most(size=self.limits.disk_mb * 2**20),
                skip=lambda name: name.endswith(".ipynb") or name.split("/")[0] in kits,
            )
        return notes

    def close(self):
        """Throw the folders away."""
        # Not shutil: a submission can nest folders deeper than Python calls functions.
        subprocess.run(["rm", "-rf", str(self.folder)], stderr=subprocess.DEVNULL)
