"""The proof that leaving cells out costs no mark: submissions are graded whole, too, and compared."""

import os
import random
from concurrent.futures import ThreadPoolExecutor

import nbformat
from nbgrader.utils import determine_grade
from tqdm import tqdm

from examiner.authoring.samples import fill_release
from examiner.grading.parcels import Submission, read_assignment
from examiner.grading.process import grade_apart
from examiner.notebooks.cells import is_test, name_of
from examiner.sandbox.bubblewrap import sandbox_works
from homework.outcomes import outcome_of


def differences(course, submissions, jobs=None):
    """What comes out otherwise when only the cells run on which marks depend.

    Parameters
    ----------
    course : Course
        With its release built.
    submissions : list of Submission
    jobs : int, optional
        The cores by default.

    Returns
    -------
    list of str
        Student, test, and what it came to each way; empty where all is the same.
    """
    assignment = read_assignment(course)
    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        done = pool.map(lambda each: _difference(assignment, each), submissions)
        return [line for each in tqdm(done, total=len(submissions), leave=False) for line in each]


def _difference(assignment, submission):
    unsafe = not sandbox_works()
    cut, whole = (_outcomes(grade_apart(assignment, submission, unsafe, each)) for each in (0, 1))
    return [
        f"{submission.student}, {name}: {cut.get(name)} by its slice, {whole.get(name)} whole"
        for name in sorted(cut.keys() | whole.keys())
        if cut.get(name) != whole.get(name)
    ]


def _outcomes(graded):
    found = {"notes": sorted(graded.notes), "error": graded.error}
    for name, data in graded.files.items():
        cells = nbformat.reads(data.decode(), as_version=4).cells if name.endswith(".ipynb") else []
        for cell in filter(is_test, cells):
            found[f"{name}: {name_of(cell)}"] = determine_grade(cell), outcome_of(cell.outputs)
    return found


def with_answers(course, answers):
    """Solved notebooks in which some answers stand; so few submissions as hold them all.

    Parameters
    ----------
    course : Course
    answers : list of Answer

    Returns
    -------
    list of Submission
        In each one answer to a notebook, so that no other one hides what it does.
    """
    waiting = {path.name: [] for path in course.notebooks("release")}
    tasks = {
        name_of(cell): path.name
        for path in course.notebooks("release")
        for cell in nbformat.read(path, as_version=4).cells
    }
    for answer in answers:
        waiting[tasks[answer.task]].append(answer)
    handed_in = []
    while any(waiting.values()):
        chosen = [each.pop() for each in waiting.values() if each]
        texts = fill_release(course, replace={a.task: "\n\n".join(a.cells) for a in chosen})
        asked = {tasks[each.task] for each in chosen}
        files = {name: text.encode() for name, text in texts.items() if name in asked}
        handed_in.append(Submission("+".join(each.name for each in chosen), files, None))
    return handed_in


def sample(answers, count, seed):
    """Some answers, others for each seed."""
    return random.Random(seed).sample(answers, min(count, len(answers)))
