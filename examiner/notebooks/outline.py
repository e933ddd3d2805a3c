"""What a released notebook says of itself, for the line of progress and for handing in.

It stands in the notebook's metadata. Grading does not read it: a student can change it.
"""

from pathlib import Path

from nbgrader.preprocessors import NbGraderPreprocessor

from examiner.notebooks.regions import nbgrader_metadata
from homework.verdicts import claim_of


class WriteOutline(NbGraderPreprocessor):
    """The last step of a release: the notebook's metadata gets an outline of what it asks."""

    def preprocess(self, nb, resources):
        names, course = resources["nbgrader"], self.parent.parent.coursedir
        source = course.format_path(course.source_directory, ".", names["assignment"])
        stems = sorted(path.stem for path in Path(source).glob("*.ipynb"))
        nb.metadata.outline = {
            "assignment": names["assignment"],
            "notebook": names["notebook"],
            "notebooks": stems,
            **outline(nb.cells),
        }
        return nb, resources


def outline(cells):
    """What the cells of a released notebook ask.

    Parameters
    ----------
    cells : list of NotebookNode

    Returns
    -------
    dict
        ``answers``, the ids of the cells to fill; ``tests``, by id the task that each belongs to,
        its points and its claim; ``by_hand``, by id the points that a person gives.
    """
    asked = {c.id: nbgrader_metadata(c) for c in cells if nbgrader_metadata(c)}
    answers = [name for name, metadata in asked.items() if metadata["solution"]]
    tests = {
        cell.id: {
            "task": task_of(cell.id, answers),
            "points": asked[cell.id]["points"],
            "claim": claim_of(cell.source),
        }
        for cell in cells
        if cell.id in asked and asked[cell.id]["grade"] and not asked[cell.id]["solution"]
    }
    by_hand = {name: asked[name]["points"] for name in answers if asked[name]["grade"]}
    # What earns no points is no task: nobody has to fill it.
    earning = {*by_hand, *(test["task"] for test in tests.values())}
    return {
        "answers": [name for name in answers if name in earning],
        "tests": tests,
        "by_hand": by_hand,
    }


def task_of(test, answers):
    """The solution cell that a test asks for: ``test_cmvn_mean`` belongs to ``cmvn``."""
    alike = [name for name in answers if test.removeprefix("test_").startswith(name)]
    return max(alike, key=len, default=test)
