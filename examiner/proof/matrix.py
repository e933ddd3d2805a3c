"""The matrix of answers by test cells: which answer loses which test, printed and as a page."""

import os
from concurrent.futures import ThreadPoolExecutor

from tqdm import tqdm

from examiner.course import ASSIGNMENT, KIT, Course, refuse
from examiner.marks.templates import write_html
from examiner.notebooks.cells import name_of
from examiner.proof.asserts import asserts
from examiner.proof.catalogue import catalogue, faults
from examiner.proof.trial import Trial

# The cells before the answers run once for so many answers.
PART = 200


OPTIONS = {
    "assignment": ASSIGNMENT,
    "--task": {
        "dest": "tasks",
        "action": "append",
        "default": [],
        "help": "only this one; may be repeated",
    },
}


def try_all(answers, course=None, jobs=None, whole=None, **options):
    """Put each answer into its solved notebook and ask the tests of that notebook.

    Parameters
    ----------
    answers : list of Answer
    course : Course, optional
        Whose source notebooks; the kit's by default.
    jobs : int, optional
        Kernels at a time; the cores by default.
    whole : collection of str, optional
        Names of the answers that all tests are asked about; the other answers are asked by the
        tests that can reach them. All by default.
    **options
        Of `Trial`.

    Returns
    -------
    dict of str to Outcome
        By the answer's name.
    """
    paths = (course or Course()).notebooks("source")
    known = {task for path in paths for task in Trial(path).tasks}
    strange = sorted({answer.name for answer in answers if answer.task not in known})
    refuse(strange, "Answers in a folder that is called like no solution cell")
    with (
        tqdm(desc="trying", total=len(answers), unit="answer", leave=False) as bar,
        ThreadPoolExecutor(jobs or os.cpu_count()) as pool,
    ):
        waiting = [
            pool.submit(_try_part, path, part, whole, bar, options)
            for path in paths
            for part in _parts(Trial(path).tasks, answers)
        ]
        return {name: outcome for each in waiting for name, outcome in each.result().items()}


def _parts(tasks, answers):
    own = [answer for answer in answers if answer.task in tasks]
    return [own[start : start + PART] for start in range(0, len(own), PART)]


def _try_part(path, answers, whole, bar, options):
    outcomes = {}
    with Trial(path, **options).started(answers) as trial:
        for answer in answers:
            every = whole is None or answer.name in whole
            outcomes[answer.name] = trial.ask(answer, None if every else trial.reaching(answer))
            bar.update()
    return outcomes


def unproven(outcomes, course=None, tasks=()):
    """The asserts that no answer trips.

    Parameters
    ----------
    outcomes : dict of str to Outcome
    course : Course, optional
    tasks : collection of str
        Only the tests of these; of all by default.

    Returns
    -------
    list of str
        Test cell, line and code of each.
    """
    met = {place for outcome in outcomes.values() for place in outcome.asserts}
    trials = [Trial(path) for path in (course or Course()).notebooks("source")]
    return [
        f"{name_of(test)}, line {line}: {' '.join(code.split())}"
        for trial in trials
        for test in trial.tests
        if not tasks or trial.task_of[name_of(test)] in tasks
        for (line, column), code in sorted(asserts(test.source).items())
        if (name_of(test), line, column) not in met
    ]


def matrix(assignment=None, tasks=(), page=None):
    """Try the catalogue of answers, print the matrix and write it as a page.

    Parameters
    ----------
    assignment : str, optional
    tasks : collection of str
        Grade ids of the solution cells whose answers are tried; all by default.
    page : Path, optional
        By default ``dist/<assignment>-matrix.html``, of all tasks alone.

    Raises
    ------
    CourseError
        Where an answer does not lose what it should, or an assert is unproven; where a task has no
        answers.
    """
    course = Course(KIT, assignment)
    answers = catalogue(course.assignment)
    known = {answer.task for answer in answers}
    refuse(sorted(set(tasks) - known), f"No answers to these tasks; there are {sorted(known)}")
    answers = [answer for answer in answers if not tasks or answer.task in tasks]
    outcomes = try_all(answers, course)
    tasks_by_test = {
        test: task for path in course.notebooks() for test, task in Trial(path).task_of.items()
    }
    blocks = _blocks(answers, outcomes, tasks_by_test)
    found = [f"{a.name}: {each}" for a in answers for each in faults_of(a, outcomes[a.name])]
    idle = unproven(outcomes, course, tasks)
    print("\n\n".join(_as_text(block) for block in blocks))
    counts = {kind: sum(a.kind == kind for a in answers) for kind in ("wrong", "right")}
    if not tasks:
        page = page or KIT / "dist" / f"{course.assignment}-matrix.html"
        write_html("matrix.html", page, blocks=blocks, faults=found, unproven=idle, **counts)
    let_by = sum(bool(outcomes[a.name].let_by) for a in answers if not a.hidden)
    print(f"\n{len(answers)} answers, {len(found)} faults, {len(idle)} unproven asserts")
    print(f"{let_by} natural mistakes that the visible tests let by")
    refuse(found + [f"no answer trips {each}" for each in idle], "The marks are not proved")


def faults_of(answer, outcome):
    """What an outcome says against an answer's file; see `faults`."""
    return faults(answer, outcome.messages, outcome.let_by)


def _blocks(answers, outcomes, tasks_by_test):
    """A block for each task: its test cells, those that an answer to it loses, and its answers."""
    blocks = []
    for task in dict.fromkeys(answer.task for answer in answers):
        own = [answer for answer in answers if answer.task == task]
        tests = list(dict.fromkeys(test for a in own for test in outcomes[a.name].messages))
        rows = [
            {
                "name": f"{answer.kind}/{answer.slug}",
                "cells": [
                    _cell(answer, test, outcomes[answer.name], tasks_by_test[test] == task)
                    for test in tests
                ],
                "says": "; ".join([answer.remark, *_first(outcomes[answer.name].messages)]),
            }
            for answer in own
        ]
        blocks.append({"title": task, "tests": tests, "rows": rows})
    return blocks


def _first(messages):
    return [message for message in messages.values() if message][:1]


def _cell(answer, test, outcome, own):
    if test not in outcome.messages:
        return {"kind": "kept", "sign": "", "message": "not asked: it cannot reach this answer"}
    message, words = outcome.messages[test], answer.loses.get(test)
    kind = "kept" if message is None else "lost" if own else "also"
    sign = "" if message is None else "×"  # noqa: RUF001  (a sign to look at)
    let_by = test in outcome.let_by and not answer.hidden
    if let_by or (message is None) != (words is None) or (message and words not in message):
        kind, sign = f"{kind} fault", "!"
    return {"kind": kind, "sign": sign, "message": message or "all points"}


def _as_text(block):
    columns = [f"{number:2}  {test}" for number, test in enumerate(block["tests"], 1)]
    width = max(len(row["name"]) for row in block["rows"])
    head = " " * width + "".join(f"{number:3}" for number in range(1, len(columns) + 1))
    lines = [
        f"{row['name']:{width}}" + "".join(f"{cell['sign'] or '.':>3}" for cell in row["cells"])
        for row in block["rows"]
    ]
    return "\n".join([block["title"], *columns, head, *lines])
