"""The asserts of a test cell, and which of them an answer tripped."""

import ast
import json

# Run in a kernel after a test cell that stopped: where in the cell it did.
PROBE = """
import json as __json, sys as __sys, traceback as __traceback
print(__json.dumps([
    [__frame.filename, __frame.lineno, __frame.colno]
    for __frame in __traceback.extract_tb(__sys.last_value.__traceback__)
]))
"""

WORDS = {"expect", "close", "same_length", "finite"}


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
    found = _outermost(ast.parse(source))
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


def tripped(probed, source):
    """The assert that stopped a test cell.

    Parameters
    ----------
    probed : str
        What `PROBE` printed.
    source : str
        The test cell.

    Returns
    -------
    (int, int) or None
        Line and column; None where it stopped at no assert.
    """
    places = asserts(source)
    frames = [(line, column) for file, line, column in json.loads(probed) if "ipykernel_" in file]
    return next((place for place in reversed(frames) if place in places), None)
