"""Cells of code that were given, such as the imports: students change them, and delete them."""

import ast

from nbformat.v4 import new_code_cell

from examiner.notebooks.names import NO_PYTHON, names_as_written, parsed


def put_given_back(groups, plan):
    """Put back the given cells that are gone, where a name that they bind is needed.

    Parameters
    ----------
    groups : dict of str to list of NotebookNode
        By planned cell itself and the student's own cells that follow it; it is changed.
    plan : Plan

    Returns
    -------
    list of str
        What was put back, in words for the instructor.
    """
    code = [cell for group in groups.values() for cell in group if cell.cell_type == "code"]
    # Tests run in another process: what they import is not there.
    tests = {cell.name for cell in plan.cells if cell.is_test}
    there = [(cell.id not in tests, names_as_written(cell.source)) for cell in code]
    bound = set().union(*(names.binds for stays, names in there if stays))
    needed = set().union(*(names.reads for _, names in there)) - bound
    texts = {cell.source.strip() for cell in code}
    gone = {}
    while more := [g for g in plan.given if g not in gone and g.source.strip() not in texts]:
        found = {
            g: names for g in more if (names := names_as_written(g.source)).binds.keys() & needed
        }
        if not found:
            break
        gone |= found
        bound = bound.union(*(names.binds for names in found.values()))
        needed = needed.union(*(names.reads for names in found.values())) - bound
    places = list(groups)
    for given in reversed(plan.given):
        if given in gone:
            place = places[given.after]
            groups[place].insert(bool(place), new_code_cell(given.source))
    back = [given.name for given in plan.given if given in gone]
    return [f"given cells that are gone, put back as released: {', '.join(back)}"] if back else []


def version_of(source, plan):
    """The given cell that a student's cell is a changed version of.

    Parameters
    ----------
    source : str
    plan : Plan

    Returns
    -------
    GivenCell or None
        One of which half of the lines or of the imports stand there; None also where nothing was
        changed.
    """
    if source.strip() in plan.others:
        return None
    lines = {line.strip() for line in source.split("\n")}
    made = names_as_written(source).imports
    for given in plan.given:
        own = [line.strip() for line in given.source.split("\n") if line.strip()]
        alike = sum(line in lines for line in own) >= len(own) / 2
        names = names_as_written(given.source)
        imports = names.imports
        if not names.binds:
            continue
        if alike or (imports and len(imports & made) >= len(imports) / 2):
            return given
    return None


def repaired(given, source):
    """A given cell as it was released, and those imports of a student's version that work.

    Parameters
    ----------
    given : GivenCell
    source : str
        The student's version.

    Returns
    -------
    str
    """
    try:
        body = parsed(source).body
    except NO_PYTHON:
        body = []
    own = [ast.unparse(node) for node in body if isinstance(node, (ast.Import, ast.ImportFrom))]
    tried = [f"try:\n    {line}\nexcept Exception:\n    pass" for line in own]
    return "\n".join([given.source, *tried])
