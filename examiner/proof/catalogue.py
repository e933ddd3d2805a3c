"""The catalogue of answers: what people write, and which tests it should lose."""

import re
from dataclasses import dataclass
from pathlib import Path

from examiner.course import KIT, Course, CourseError

CATALOGUE = KIT / "answers"
LOSS = re.compile(r"# (test_\w+): (.+)")


@dataclass(frozen=True)
class Answer:
    """One answer to one task.

    Attributes
    ----------
    kind : str
        'wrong' or 'right'.
    task : str
        Grade id of the solution cell that it is written into.
    slug : str
    remark : str
        What is wrong, or unusual, about it.
    loses : dict of str to str
        Test cell to the words that its message has to contain; empty for a right answer.
    cells : list of str
        The code; all but the last are the student's own extra cells before the solution cell.
    """

    kind: str
    task: str
    slug: str
    remark: str
    loses: dict
    cells: list

    @property
    def name(self):
        return f"{self.kind}/{self.task}/{self.slug}"

    @classmethod
    def read(cls, path):
        """Read ``<kind>/<task>/<slug>.py``.

        Its first line is the remark; the comment lines that follow name each test cell that the
        answer loses and the words of the message: ``# test_framing: tail``. A line ``# %%`` ends
        an extra cell.

        Raises
        ------
        CourseError
            Where the head of the file does not say this.
        """
        first, *lines = path.read_text(encoding="utf-8").splitlines()
        head = []
        while lines and lines[0].startswith("# test_"):
            head.append(LOSS.fullmatch(lines.pop(0)))
        kind, task = path.parts[-3:-1]
        if not first.startswith("# ") or None in head or (kind == "wrong") != bool(head):
            raise CourseError(
                f"{path}: expected a first line '# what is {kind} or unusual', then for a wrong "
                "answer, and for no other, lines '# test_<cell>: <words of its message>'."
            )
        cells = [cell.strip() for cell in "\n".join(lines).split("\n# %%\n")]
        return cls(kind, task, path.stem, first[2:], dict(each.groups() for each in head), cells)


def catalogue(assignment=None, folder=CATALOGUE):
    """All answers to an assignment, in the order of their names.

    Parameters
    ----------
    assignment : str, optional
        The only one by default.
    folder : Path

    Returns
    -------
    list of Answer
    """
    name = assignment or Course().assignment
    return [Answer.read(path) for path in sorted(Path(folder, name).glob("*/*/*.py"))]


def faults(answer, messages):
    """What a trial says against an answer's place in the catalogue.

    Parameters
    ----------
    answer : Answer
    messages : dict of str to str or None
        Each test cell of the notebook, and what it said where it gave no points.

    Returns
    -------
    list of str
        Empty where exactly the tests that the answer names are lost, with the words it names.
    """
    found = []
    for cell, message in messages.items():
        words = answer.loses.get(cell)
        if message is None and words is not None:
            found.append(f"{cell} gives points, and should not")
        elif message is not None and words is None:
            found.append(f"{cell} takes points, and should not: {message}")
        elif message is not None and words not in message:
            found.append(f"{cell} says nothing of {words!r}: {message}")
    return found + [f"there is no test cell {each}" for each in answer.loses.keys() - messages]
