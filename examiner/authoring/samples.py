"""Sample submissions, made from a release as a student would: by filling its cells."""

import re

import nbformat

from examiner.kit import kit
from examiner.notebooks.cells import is_solution, is_written_answer, name_of
from examiner.notebooks.regions import divide, unmarked
from examiner.proof.catalogue import catalogue


def sample_class(course):
    """The students of the demonstration.

    Parameters
    ----------
    course : Course
        With its release built.

    Returns
    -------
    dict of str to dict
        Student to notebooks (file name to text).
    """
    last = {path.name for path in course.notebooks("release")[1:][-1:]}
    return {
        "solution": fill_release(course),
        "halfway": fill_release(course, skip=last, first_tasks=5),
        "untouched": fill_release(course, first_tasks=0),
        **_one_mistake(course),
    }


def _one_mistake(course):
    """A student who makes the mistake that the kit names; nobody where it names none."""
    known = catalogue(course.assignment) if kit().MISTAKE else []
    made = next((each for each in known if each.name == f"wrong/{kit().MISTAKE}"), None)
    if made is None:
        return {}
    return {"one_mistake": fill_release(course, replace={made.task: made.cells[-1]})}


def fill_release(course, skip=(), first_tasks=None, replace=None):
    """Fill the solution cells of a release.

    Parameters
    ----------
    course : Course
    skip : collection of str
        Notebooks that are left as they are.
    first_tasks : int, optional
        Fill only so many cells of each notebook.
    replace : dict of str to str, optional
        Grade id to the code that is written in place of the instructor's.

    Returns
    -------
    dict of str to str
        File name to the notebook's text.
    """
    filled = {}
    for path in course.notebooks("release"):
        notebook = nbformat.read(path, as_version=4)
        source = nbformat.read(course.folder("source") / path.name, as_version=4)
        answers = {**_answers(source), **(replace or {})}
        tasks = [c for c in notebook.cells if name_of(c) in answers and path.name not in skip]
        for cell in tasks[:first_tasks]:
            cell.source = answers[name_of(cell)]
        filled[path.name] = nbformat.writes(notebook)
    return filled


def _answers(source):
    """What the instructor would hand in: solutions without markers, and the model answers."""
    answers, scheme = {}, ""
    for cell in source.cells:
        if is_solution(cell):
            written = is_written_answer(cell) and scheme
            answers[name_of(cell)] = model_answer(scheme) if written else unmarked(cell.source)
        secret = "\n".join(divide(cell.source)[1])
        scheme = secret if "**Marks" in secret else scheme
    return answers


def model_answer(scheme):
    """The model answer in the text of a mark scheme."""
    return re.search(r"\*\*Model answer\.\*\*\s*(.*)", scheme, re.DOTALL)[1].strip()
