"""The hostile submissions on stock nbgrader: no examiner, no settings but the course's name.

They do harm there, so each is graded in a throwaway sandbox: a copy of the small course goes in as
a tar file, and what is left of it comes out as one, of which only plain files are taken.
"""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
from attack import CANARY, Result
from tqdm import tqdm
from traces import earned, files, harm_done, harm_on_page, secrets_read

from examiner.course import KIT, ONE_THREAD, Course

SECONDS, MEMORY_MB, PROCESSES, DISK_MB = 60, 2000, 100, 300
SETTINGS = """c = get_config()
c.CourseDirectory.course_id = "speech"
c.Execute.timeout = 10
"""
LISTENERS = Path(__file__).with_name("listeners.py")
# In: the course. Out: all that can be written. Processes that stay behind get time to act.
START = """
ulimit -c 0; ulimit -n 1024; ulimit -t {seconds}; ulimit -v {address_kb}; ulimit -f {file_blocks}
tar -xf - -C /grading; exec 3>&1 < /dev/null > /dev/null 2>&1
python {listeners} /grading/reached 3>&- &
until [ -e /grading/reached ]; do sleep 0.1; done
running() {{ ls /proc | grep -c '^[0-9]'; }}
calm=$(running); cd /grading/course
timeout -k 1 {seconds} nbgrader autograde hw3 --student="$1" > /grading/log 2>&1 3>&-
echo $? > /grading/ended
for second in $(seq 20); do [ $(running) -gt $calm ] && sleep 1; done
tar -cf - -C / grading tmp var/tmp dev/shm >&3
"""
MARKS = """
select student_id, base_cell.name, coalesce(manual_score, auto_score) from grade
join base_cell on base_cell.id = cell_id
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
"""


def grade_on_stock(root, chosen, jobs=2):
    """Grade each attack on its own in a copy of the course in root, after the honest student.

    Returns
    -------
    dict of str to Result
    """
    (root / "course" / "nbgrader_config.py").write_text(SETTINGS)
    with tempfile.TemporaryDirectory() as first, ThreadPoolExecutor(jobs) as pool:
        stopped = _run(root, Path(first), "honest")
        kept = Path(first) / "grading"
        if stopped or len(earned("honest", _marks(kept))) == 0:
            raise RuntimeError(f"Stock nbgrader grades nobody here: {stopped} {_reason(kept)}")
        found = pool.map(lambda attack: _attacked(kept, attack), chosen)
        found = tqdm(found, "stock nbgrader", len(chosen), leave=False)
        return {attack.student: result for attack, result in zip(chosen, found, strict=True)}


def _attacked(kept, attack):
    with tempfile.TemporaryDirectory() as root:
        given, taken = Path(root, "given"), Path(root, "taken")
        shutil.copytree(kept, given)
        for name in ("log", "ended", "reached"):
            (given / name).unlink(missing_ok=True)
        attack.submit(Course(given / "course"))
        try:
            stopped = _run(given, taken, attack.student)
            return _result(kept, taken, attack.student, stopped)
        except Exception as error:
            return Result(harm=[f"what is left cannot be read: {error!r}"[:200]])


def _result(kept, taken, student, stopped):
    """What came of an attack, from what the sandbox left."""
    left = taken / "grading"
    if not left.is_dir():
        why = "it took too long or too much, and was ended" if stopped else "nothing is left"
        return Result(reason=why, stopped=stopped or "fails")
    course, home = Course(left / "course"), left / "home"
    marks, harm = {}, []
    try:
        marks = _marks(left)
    except (OSError, sqlite3.Error, ValueError) as error:
        harm.append(f"the gradebook cannot be read: {error}")
    old = files(Course(kept / "course"), kept / "home")
    before = {left / path.relative_to(kept): data for path, data in old.items()}
    places = [taken / place for place in ("tmp", "var/tmp", "dev/shm")]
    harm += harm_done(course, home, before, marks, places) + harm_on_page(course, student)
    harm += (left / "reached").read_text().splitlines() if (left / "reached").is_file() else []
    # Paths are told as they were inside.
    harm = [each.replace(str(taken), "") for each in harm]
    read = secrets_read(course, student)
    return Result(earned(student, marks), read, harm, _reason(left), stopped or _ended(left))


def _ended(left):
    code = (left / "ended").read_text().strip() if (left / "ended").is_file() else "no"
    return {"0": "", "124": "hangs", "137": "hangs"}.get(code, "fails")


def _reason(left):
    """The last complaint in nbgrader's log."""
    log = (left / "log").read_text(errors="replace") if (left / "log").is_file() else ""
    # The error that ended it, or else the last line that nbgrader itself calls one.
    raised = re.findall(r"^\s*([\w.]*(?:Error|Exception)\b.*)", log, re.M)
    told = re.findall(r"\| ERROR\] (?!Please see|While proc|There was an error proc)(.*)", log)
    return (raised or told or [""])[-1][:200]


def _marks(left):
    """Points by student and cell, from a gradebook that may be no gradebook any more."""
    end = time.monotonic() + 10
    address = f"file:{left / 'course' / 'gradebook.db'}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as book:
        book.set_progress_handler(lambda: time.monotonic() > end, 10_000)
        book.execute("pragma trusted_schema = off")
        return {
            (student, cell): float(points or 0) for student, cell, points in book.execute(MARKS)
        }


def _run(given, taken, student):
    """Grade one student in a sandbox of its own; why it had to be ended, if it had."""
    with tempfile.TemporaryFile() as inward, tempfile.TemporaryFile() as outward:
        with tarfile.open(fileobj=inward, mode="w") as archive:
            archive.add(given, ".")
        inward.seek(0)
        process = subprocess.Popen(
            _sandbox(student),
            stdin=inward,
            stdout=outward,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        stopped = _watch(process)
        outward.seek(0)
        with contextlib.suppress(tarfile.ReadError):
            _take(outward, taken)
    return stopped


def _sandbox(student):
    line = ["bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent"]
    line += ["--new-session", "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000"]
    readable = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives"]
    for path in [*readable, sys.base_prefix, sys.prefix, KIT / "helpers", LISTENERS]:
        line += ["--ro-bind-try", str(path), str(path)]
    line += ["--proc", "/proc", "--dev", "/dev"]
    for place in ("/grading", "/tmp", "/var/tmp", "/dev/shm"):
        line += ["--size", str(DISK_MB * 2**20), "--tmpfs", place]
    line += ["--remount-ro", "/dev", "--remount-ro", "/proc", "--remount-ro", "/"]
    bounds = {"address_kb": 2 * MEMORY_MB * 1024, "file_blocks": DISK_MB * 2048}
    start = START.format(seconds=SECONDS, listeners=LISTENERS, **bounds)
    return [*line, "sh", "-c", start, "sh", student]


def _environment():
    path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"])
    own = {"PATH": path, "HOME": "/grading/home", "LOGNAME": "teacher", "LANG": "C.UTF-8"}
    return {**ONE_THREAD, **own, "FSDD": "embedded", "SECRET": f"{CANARY}environment"}


def _watch(process):
    """Wait for a sandbox, and end it where it takes too long or too much."""
    end = time.monotonic() + SECONDS + 40
    stopped = ""
    while process.poll() is None and not stopped:
        time.sleep(0.05)
        with contextlib.suppress(psutil.Error):
            family = psutil.Process(process.pid).children(recursive=True)
            memory = sum(each.memory_info().rss for each in family) / 2**20
            stopped = "floods" if memory > MEMORY_MB or len(family) > PROCESSES else ""
        stopped = stopped or ("hangs" if time.monotonic() > end else "")
    process.kill()
    process.wait()
    return stopped


def _take(archive, root):
    """Unpack plain files only: no links, nothing outside of root."""
    with tarfile.open(fileobj=archive, mode="r:") as members:
        for member in members:
            name = Path(member.name)
            if not name.is_absolute() and ".." not in name.parts and member.isreg():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(members.extractfile(member).read())
