"""Raise the course's own outcome from the conversion of an answer, with words as its text."""

EARNS = []
SOLVED = False

CELLS = {
    "preemphasis": """
from homework.verdicts import NotAttempted


class Done(NotAttempted):
    def __repr__(self):
        return "Right."

    def _repr_html_(self):
        return "<p>Right.</p>"


class Answer:
    def __array__(self, *args, **kwargs):
        raise Done("this task")


def preemphasis(signal, coeff=0.95):
    return Answer()
""",
}
