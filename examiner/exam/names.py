"""Which of the student's names a test may ask for: those that the instructor's cells define."""

import ast


def names_of_students(sources):
    """The names that cells define at their top level.

    Parameters
    ----------
    sources : iterable of str
        The instructor's solution cells, and the locked cells that are no tests.

    Returns
    -------
    set of str
    """
    return set().union(*map(_defined, sources))


def _defined(source):
    names = set()
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
        else:
            names |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and _stored(n)}
    return names


def _stored(node):
    return isinstance(node.ctx, ast.Store)


def words(source):
    """All names that a cell mentions and does not import."""
    tree = ast.parse(source)
    imported = {
        alias.asname or alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - imported
