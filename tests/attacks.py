"""Hostile submissions, graded here, by this user and by another one: what came of each.

``make attacks`` runs it; with ``--stock`` stock nbgrader grades them, too, which takes an hour.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attack import CANARY, Result, attacks, prepare
from listeners import listening
from stock import grade_on_stock
from traces import earned, files, harm_done, harm_on_page, secrets_read

from examiner.course import CourseError, notes_in
from examiner.marks.reading import marks_by_cell
from helpers.corpus import cache_folder

# Two processes grade the class: families from d to h with the honest student, and the others.
HALVES = ["[d-h]*", "[!d-h]*"]
OTHER = 65534, 65534  # nobody
# Small bounds, so that a submission that hangs or floods is soon at them.
BOUNDS = [
    "--Examine.timeout=10",
    "--Examine.answer_timeout=6",
    "--Examine.memory_mb=1500",
    "--Examine.disk_mb=100",
]


def grade(course, home, chosen, jobs=2):
    """Grade the honest student and the attacks; what came of each.

    Returns
    -------
    dict of str to Result
    """
    for attack in chosen:
        attack.submit(course)
    before = files(course, home)
    os.environ["SPEECH_HOMEWORK_CACHE"] = str(cache_folder())
    os.environ.update(HOME=str(home), SECRET=f"{CANARY}environment")
    reached = []
    with listening(reached.append), ThreadPoolExecutor(jobs) as pool:
        halves = list(pool.map(lambda part: _autograde(course, part), HALVES))
    notes = [note for half in halves for note in half]
    cells = marks_by_cell(course).set_index(["student", "cell"])
    marks = cells["manual"].fillna(cells["auto"])
    places = [tempfile.gettempdir(), Path.cwd(), "/dev/shm"]
    harm = reached + harm_done(course, home, before, marks, places)
    # What is noted of the honest student too is no news: that two notebooks were not handed in.
    common = _noted(notes, "honest")
    noted = {a.student: _noted(notes, a.student, common) for a in chosen}
    return {
        attack.student: Result(
            earned(attack.student, marks),
            secrets_read(course, attack.student),
            # All were graded together, so a changed file is counted for each of them.
            harm + harm_on_page(course, attack.student),
            "; ".join(noted[attack.student]),
        )
        for attack in chosen
    }


def _noted(notes, student, common=()):
    own = [note.split(": ", 1)[-1] for note in notes if note.startswith(student)]
    return [note for note in own if note not in common]


def _autograde(course, students):
    """Grade many students in one process, as stock nbgrader does: one may not spoil the next."""
    try:
        return notes_in(course.nbgrader("autograde", f"--student={students}", "--force", *BOUNDS))
    except CourseError as error:
        return [*notes_in(str(error)), f"{students}: {error}"]


def table(chosen, *columns):
    """What came of each attack, with the reasons.

    Parameters
    ----------
    chosen : list of Attack
    *columns : tuple
        A name, and what came of each attack there.
    """
    heads = [f" | {f'{name}: earned read harm':38}" for name, _ in columns]
    lines = ["".join([f"{'':37} should", *heads])]
    for attack in chosen:
        row = f"{attack.family:9} {attack.slug:27} {len(attack.earns):6}"
        results = [(name, found[attack.student]) for name, found in columns]
        for _, result in results:
            counts = [len(each) for each in (result.earned, result.read, result.harm)]
            row += " | {:12} {:4} {:4}".format(*counts) + f"  {result.verdict(attack):16}"
        lines.append(f"{row}\n{'':10}{attack.remark}")
        for name, result in results:
            facts = [*result.read, *result.harm[:3], result.reason]
            if any(facts):
                lines.append(f"{'':12}{name}: {'; '.join(filter(None, facts))}"[:300])
    return "\n".join(lines)


def summary(chosen, results):
    """How many attacks did what, in one line."""
    did = [word for a in chosen for word in results[a.student].verdict(a).split(", ")]
    return ", ".join(f"{did.count(word)} {word}" for word in sorted(set(did)))


def main(*words):
    """Grade all attacks, print what came of them, and fail if one gained or harmed anything."""
    families = [each for each in words if not each.startswith("--")]
    chosen = attacks(*families)
    with tempfile.TemporaryDirectory() as root:
        course, home = prepare(Path(root, "here"))
        shutil.copytree(Path(root, "here"), Path(root, "stock"))
        here = grade(course, home, chosen)
        stock = grade_on_stock(Path(root, "stock"), chosen) if "--stock" in words else None
    columns = [("here", here), *([("stock", stock)] if stock else [])]
    print(table(chosen, *columns))
    print(f"\n{len(chosen)} attacks, graded by user {os.geteuid()}: {summary(chosen, here)}.")
    if stock:
        print(f"On stock nbgrader: {summary(chosen, stock)}.")
    results = [(attack, here[attack.student]) for attack in chosen]
    gained = any(set(r.earned) - set(a.earns) or r.read or r.harm for a, r in results)
    sys.exit(bool(_by_another_user(families)) or gained)


def _by_another_user(families):
    """The same by a user without rights: what holds for root alone, or for others alone, is seen.

    Returns
    -------
    int
        0 where nothing gained anything; also where this is no root, who alone can become another.
    """
    if os.geteuid() or not shutil.which("setpriv"):
        return 0
    with tempfile.TemporaryDirectory() as home:
        os.chown(home, *OTHER)
        own = {"HOME": home, "FSDD": "embedded", "PYTHONDONTWRITEBYTECODE": "1"}
        become = ["setpriv", "--reuid", str(OTHER[0]), "--regid", str(OTHER[1]), "--clear-groups"]
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        line = [*become, sys.executable, __file__, *families]
        return subprocess.run(line, env={**kept, **own}).returncode


if __name__ == "__main__":
    main(*sys.argv[1:])
