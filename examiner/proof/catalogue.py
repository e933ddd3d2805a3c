"""The catalogue of answers: what people write, and which tests it should lose."""

import re
from dataclasses import dataclass
from pathlib import Path

from examiner.course import KIT, Course, CourseError

CATALOGUE = KIT / "answers"
LOSS = re.compile(r"# (test_\w+): (.+)")
HIDDEN = re.compile(r"# hidden: (.+)")


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
    hidden : str
        Why the visible part of a test may let it by; empty where people really write it.
    """

    kind: str
    task: str
    slug: str
    remark: str
    loses: dict
    cells: list
    hidden: str = ""

    @property
    def name(self):
        return f"{self.kind}/{self.task}/{self.slug}"

    @classmethod
    def read(cls, path):
        """Read ``<kind>/<task>/<slug>.py``.

        Its first line is the remark; the comment lines that follow name each test cell that the
        answer loses and the words of the message: ``# test_framing: tail``. A line behind them,
        ``# hidden: why``, lets it pass the visible part. A line ``# %%`` ends an extra cell.

        Raises
        ------
        CourseError
            Where the head of the file does not say this.
        """
        first, *lines = path.read_text(encoding="utf-8").splitlines()
        head = []
        while lines and lines[0].startswith("# test_"):
            head.append(LOSS.fullmatch(lines.pop(0)))
        hidden = HIDDEN.fullmatch(lines[0]) if head and lines else None
        lines = lines[1:] if hidden else lines
        kind, task = path.parts[-3:-1]
        if not first.startswith("# ") or None in head or (kind == "wrong") != bool(head):
            raise CourseError(
                f"{path}: expected a first line '# what is {kind} or unusual', then for a wrong "
                "answer, and for no other, lines '# test_<cell>: <words of its message>'."
            )
        cells = [cell.strip() for cell in "\n".join(lines).split("\n# %%\n")]
        loses = {each[1]: each[2] for each in head}
        return cls(kind, task, path.stem, first[2:], loses, cells, hidden[1] if hidden else "")


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


def faults(answer, messages, let_by=()):
    """What a trial says against an answer's place in the catalogue.

    Parameters
    ----------
    answer : Answer
    messages : dict of str to str or None
        Each test cell of the notebook, and what it said where it gave no points.
    let_by : collection of str
        Test cells that take points by their hidden part alone.

    Returns
    -------
    list of str
        Empty where exactly the tests that the answer names are lost, with the words it names, and
        their visible parts catch it, or its file says why they do not.
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
    if not answer.hidden:
        found += [f"{cell} says 'Right.' in the student's notebook" for cell in sorted(let_by)]
    elif not let_by:
        found.append("is marked '# hidden', but the visible parts of its tests catch it")
    return found + [f"there is no test cell {each}" for each in answer.loses.keys() - messages]
