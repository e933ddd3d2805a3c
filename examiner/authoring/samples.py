"""Sample submissions, made from a release as a student would: by filling its cells."""

import re

import nbformat

from examiner.notebooks.regions import divide, is_written_answer, nbgrader_metadata, unmarked

# A mistake of the kind that people make: the last, unfinished frame is dropped.
DROPPED_TAIL = """def framing(signal, winlen=0.025, winstep=0.01, winfunc=np.hamming, srate=8000):
    frame_len, frame_step = int(winlen * srate), int(winstep * srate)
    n_frames = 1 + (len(signal) - frame_len) // frame_step
    starts = frame_step * np.arange(n_frames)
    return np.array([signal[s : s + frame_len] * winfunc(frame_len) for s in starts])
"""


def sample_class(course):
    """The four students of the demonstration.

    Parameters
    ----------
    course : Course
        With its release built.

    Returns
    -------
    dict of str to dict
        Student to notebooks (file name to text).
    """
    return {
        "solution": fill_release(course),
        "halfway": fill_release(course, skip={"ex3.ipynb"}, first_tasks=5),
        "untouched": fill_release(course, first_tasks=0),
        "one_mistake": fill_release(course, replace={"framing": DROPPED_TAIL}),
    }


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
        tasks = [cell for cell in notebook.cells if cell.id in answers and path.name not in skip]
        for cell in tasks[:first_tasks]:
            cell.source = answers[cell.id]
        filled[path.name] = nbformat.writes(notebook)
    return filled


def _answers(source):
    """What the instructor would hand in: solutions without markers, and the model answers."""
    answers, scheme = {}, ""
    for cell in source.cells:
        if nbgrader_metadata(cell).get("solution"):
            answers[cell.id] = (
                model_answer(scheme) if is_written_answer(cell) else unmarked(cell.source)
            )
        secret = "\n".join(divide(cell.source)[1])
        scheme = secret if "**Marks" in secret else scheme
    return answers


def model_answer(scheme):
    """The model answer in the text of a mark scheme."""
    return re.search(r"\*\*Model answer\.\*\*\s*(.*)", scheme, re.DOTALL)[1].strip()
