"""Which tests cannot be asked from outside: those that reach into the student's process."""

import ast

from examiner.exam.scope import scope_of
from examiner.notebooks.names import parsed, python_of

ADVICE = (
    "A test calls functions and reads plain data; write it so, or give the cell the tag `inside`: "
    "it then runs in the student's process, and its points are not protected."
)


def not_askable(source, code):
    """What of a test cell needs the student's own process.

    Parameters
    ----------
    source : str
        The test cell.
    code : list of str
        The instructor's other cells.

    Returns
    -------
    list of str
        A sentence for each such line.
    """
    text = python_of(source)
    tree = parsed(source)
    functions = _functions_in(code) & set(scope_of(source, code).names)
    lines = text.split("\n")
    found = {}
    for node in ast.walk(tree):
        for name, what in _reached(node):
            if name in functions:
                line = getattr(node, "lineno", 0)
                found.setdefault(line, f"{what} {name}, which is the student's")
    return [
        f"line {line} (`{lines[line - 1].strip()[:60]}`) {what}. {ADVICE}"
        for line, what in sorted(found.items())
    ]


def _functions_in(code):
    return {
        node.name
        for source in code
        for node in parsed(source).body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    }


def _reached(node):
    """The names that a node of a test deletes, replaces or looks into."""
    if isinstance(node, ast.Delete):
        return [(each.id, "deletes") for each in node.targets if isinstance(each, ast.Name)]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [(node.id, "replaces")]
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return [(node.value.id, f"looks for `{node.attr}` in")]
    return []
