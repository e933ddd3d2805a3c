"""What a test cell came to, put so that a student may read it and nbgrader gives its points."""

from collections.abc import Callable

from nbformat import NotebookNode
from nbformat.v4 import new_output

from homework.outcomes import number_shown

OUTCOMES = ("Wrong", "NotAttempted")  # classes of homework.verdicts
OPEN = "Not attempted yet."


def in_words(
    outputs: list,
    ended_well: bool,
    line_of: Callable[[], str | None],
    is_open: Callable[[], bool],
) -> list:
    """The outputs of a test cell; one that did not run to its end is a failure.

    What stopped it is told in words: a traceback would show the lines of a hidden test.

    Parameters
    ----------
    outputs : list of NotebookNode
    ended_well : bool
        What the kernel says of the cell, apart from its outputs.
    line_of : callable
        Gives the line that stopped it; None where students do not see that line.
    is_open : callable
        Tells whether it was stopped by an open task.

    Returns
    -------
    list of NotebookNode
    """
    told = [_told(output, line_of, is_open) for output in outputs]
    if ended_well or any(output.output_type == "error" for output in told):
        return told
    return [*told, failure("The test did not run to its end.")]


def _told(output, line_of, is_open):
    if output.output_type == "stream":
        # A warning is no fault, but nbgrader gives 0 points for it.
        return new_output("stream", name="stdout", text=output.text)
    if output.output_type != "error" or output.ename in OUTCOMES:
        return output
    if output.ename == "NotImplementedError" and is_open():
        return new_output("error", ename="NotAttempted", evalue=OPEN, traceback=[OPEN])
    if output.ename != "AssertionError":
        return failure(f"The test stopped with {output.ename}: {output.evalue}")
    return failure(output.evalue or f"This does not hold: {line_of() or 'a check that is hidden'}")


def within(points: float | None, outputs: list) -> list:
    """The outputs, or a failure where they show a number that is no part of the points."""
    number = number_shown(outputs)
    if number is None or points is None or 0 <= number <= points:
        return outputs
    return [failure(f"The test shows {number:g}, which is no part of its {points:g} points.")]


def failure(text: str) -> NotebookNode:
    """An output that gives no points and says why."""
    return new_output("error", ename="Wrong", evalue=text, traceback=[text])
