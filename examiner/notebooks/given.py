"""Cells of code that were given, such as the imports: students change them, and delete them."""

from nbformat.v4 import new_code_cell

from examiner.notebooks.names import names_as_written


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
    code = [cell.source for group in groups.values() for cell in group if cell.cell_type == "code"]
    there = [names_as_written(source) for source in code]
    bound = set().union(*(names.binds for names in there))
    needed = set().union(*(names.reads for names in there)) - bound
    texts = {source.strip() for source in code}
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
        One of which half of the lines stand there, or whose imports are made there; None also
        where nothing was changed.
    """
    lines = {line.strip() for line in source.split("\n")}
    made = names_as_written(source).imports
    for given in plan.given:
        own = [line.strip() for line in given.source.split("\n") if line.strip()]
        alike = sum(line in lines for line in own) >= len(own) / 2
        imports = names_as_written(given.source).imports
        if given.source.strip() != source.strip() and (alike or imports & made):
            return given
    return None
