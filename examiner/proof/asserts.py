"""The asserts of a test cell, and which of them an answer tripped."""

import ast

from examiner.exam.outside import IN_CELL
from examiner.notebooks.names import parsed

WORDS = {"expect", "close", "same", "same_length", "finite", "should_be"}


def asserts(source):
    """Each place in a test cell that can call an answer wrong.

    These are the words of an answer (``expect``, ``close``, ``array`` and so on) and ``raise
    Wrong``. An ``array`` inside an ``expect`` is a part of it. What ``ask`` itself says (the
    function stops, or returns None) is no claim of the cell.

    Parameters
    ----------
    source : str

    Returns
    -------
    dict of (int, int) to str
        Line and column to the code that stands there.
    """
    found = _outermost(parsed(source))
    return {(n.lineno, n.col_offset): ast.get_source_segment(source, n) for n in found}


def _outermost(node):
    """The asserts below a node that lie inside no other."""
    for child in ast.iter_child_nodes(node):
        if _is_assert(child):
            yield child
        else:
            yield from _outermost(child)


def _is_assert(node):
    if isinstance(node, ast.Raise):
        return "Wrong(" in ast.unparse(node)
    named = isinstance(node, ast.Call) and getattr(node.func, "attr", None)
    # Not np.array(...), nor a dict's items().
    return named in WORDS or named == ("items" if getattr(node, "args", ()) else "array")


def tripped(frames, source):
    """The assert that stopped a test cell.

    Parameters
    ----------
    frames : list of (str, int, int)
        See `examiner.exam.outside.Examiner.stopped_at`.
    source : str
        The test cell.

    Returns
    -------
    (int, int) or None
        Line and column; None where it stopped at no assert.
    """
    places = asserts(source)
    own = [(line, column) for file, line, column in frames if IN_CELL in file]
    return next((place for place in reversed(own) if place in places), None)
