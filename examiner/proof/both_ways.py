"""The proof that leaving cells out costs no mark: what is graded whole comes to the same."""

import random
import shutil
import tempfile
from pathlib import Path

import nbformat

from examiner.authoring.samples import fill_release
from examiner.course import ASSIGNMENT, KIT, Course, refuse
from examiner.grading.grade import grade_samples
from examiner.marks.classroom.outcomes import outcomes_of
from examiner.marks.reading import marks_by_cell
from examiner.notebooks.cells import name_of
from examiner.proof.catalogue import catalogue

OPTIONS = {
    "assignment": ASSIGNMENT,
    "--count": {"type": int, "help": "so many answers, others each time; all by default"},
    "--seed": {"type": int, "help": "draw those of the run that printed it"},
}


def marks_and_outcomes(course):
    """What each test came to, of all that is graded in a course.

    Returns
    -------
    dict of (str, str, str) to tuple
        By student, notebook and test: points in the gradebook; outcome and message in the graded
        notebook.
    """
    outcomes = outcomes_of(course)
    unread = outcomes.attrs["unread"].items()
    refuse([f"{who}: {why}" for who, why in unread], "Not all can be read")
    cells = marks_by_cell(course).set_index(["student", "exercise", "cell"])
    marks = cells[cells["test"]]["auto"].to_dict()
    return {
        (which := (each.student, each.exercise, each.test)): (
            marks.get(which),
            each.outcome,
            each.message,
        )
        for each in outcomes.itertuples()
    }


def differences(course, whole):
    """What comes out otherwise when only those cells run on which marks depend.

    Parameters
    ----------
    course, whole : Course
        The same submissions, graded each way.

    Returns
    -------
    list of str
        Student, test, and what it came to each way; empty where all is the same.
    """
    one, other = marks_and_outcomes(course), marks_and_outcomes(whole)
    return [
        f"{', '.join(which)}: {one.get(which)} by its slice, {other.get(which)} whole"
        for which in sorted(one.keys() | other.keys())
        if one.get(which) != other.get(which)
    ]


def hand_in_answers(course, answers):
    """Hand in solved notebooks in which some answers stand, in so few submissions as hold them all.

    In each there is one answer to a notebook, so that no other one hides what it does.

    Parameters
    ----------
    course : Course
        With its release built.
    answers : list of Answer
    """
    release = {p.name: nbformat.read(p, as_version=4) for p in course.notebooks("release")}
    waiting = {
        name: [each for each in answers if each.task in map(name_of, notebook.cells)]
        for name, notebook in release.items()
    }
    number = 0
    while chosen := {name: each.pop() for name, each in waiting.items() if each}:
        code = {answer.task: "\n\n".join(answer.cells) for answer in chosen.values()}
        texts = fill_release(course, replace=code)
        who = "+".join(f"{each.task}.{each.slug}" for each in chosen.values())
        course.submit(f"{number:03}.{who}", {name: texts[name] for name in chosen})
        number += 1


def both_ways(assignment=None, count=None, seed=None):
    """The command: grade answers of the catalogue by their slices and whole, and compare.

    Parameters
    ----------
    assignment : str, optional
    count, seed : int, optional

    Raises
    ------
    CourseError
        Where anything comes out otherwise.
    """
    seed = random.randrange(10**6) if seed is None else seed
    answers = catalogue(Course(KIT, assignment).assignment)
    if count:
        answers = random.Random(seed).sample(answers, min(count, len(answers)))
        print(f"{len(answers)} answers, drawn with --seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        course = Course(Path(folder) / "course", assignment)
        course.fill_from()
        course.generate()
        hand_in_answers(course, answers)
        whole = Course(Path(folder) / "whole", assignment)
        shutil.copytree(course.root, whole.root)
        grade_samples(course)
        grade_samples(whole, whole=True)
        tests = len(marks_and_outcomes(whole))
        refuse(differences(course, whole), "Leaving cells out changes marks")
    print(f"{len(answers)} answers, {tests} outcomes of tests: the same both ways")
