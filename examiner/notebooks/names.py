"""The names of a cell, as Python itself tells them: what it binds, what it reads from elsewhere."""

import ast
import symtable
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager


@dataclass(frozen=True)
class Names:
    """The names of a cell.

    Attributes
    ----------
    binds : dict of str to set of str
        What it binds for the cells after it, and the names that go into each: none for an import,
        for a function what its body reads.
    imports : set of str
        Those of them that it imports.
    reads : set of str
        What it, or a function in it, reads and does not import or define itself.
    """

    binds: dict
    imports: set
    reads: set


def names_of(source):
    """The names of a cell; of its magics those that they become in Python.

    Parameters
    ----------
    source : str

    Returns
    -------
    Names

    Raises
    ------
    SyntaxError
    """
    top = symtable.symtable(plain_python(source), "cell", "exec")
    direct = {each.get_name() for each in top.get_symbols() if each.is_referenced()}
    imports = {each.get_name() for each in top.get_symbols() if each.is_imported()}
    defined = {each.get_name() for each in top.get_symbols() if each.is_namespace()}
    assigned = {each.get_name() for each in top.get_symbols() if each.is_assigned()}
    binds = {name: set() if name in imports else direct for name in assigned | imports}
    reads = set(direct)
    for child in top.get_children():
        inside, declared = _globals_of(child)
        reads |= inside
        for name in {child.get_name(), *declared} & {*binds, *declared}:
            binds[name] = binds.get(name, direct) | inside
    return Names(binds, imports, reads - imports - defined)


def plain_python(source):
    """A cell's text without magics: IPython's own translation where it is no Python as it is."""
    try:
        ast.parse(source)
    except SyntaxError:
        return TransformerManager().transform_cell(source)
    return source


def imports_of(sources, names):
    """The import statements at the top level of cells that bind some of these names.

    Parameters
    ----------
    sources : iterable of str
    names : set of str

    Returns
    -------
    list of str
        Statements, each with the names that are wanted alone.
    """
    found = []
    for source in sources:
        for node in ast.parse(plain_python(source)).body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                node.names = [each for each in node.names if _bound_by(each) in names]
                found += [ast.unparse(node)] if node.names else []
    return found


def _bound_by(alias):
    return alias.asname or alias.name.split(".")[0]


def _globals_of(table):
    """The names of the cell that a function or class, and all in it, reads; and that it binds."""
    symbols = [each for each in table.get_symbols() if each.is_global()]
    reads = {each.get_name() for each in symbols if each.is_referenced()}
    binds = {each.get_name() for each in symbols if each.is_assigned() or each.is_imported()}
    for child in table.get_children():
        inside, declared = _globals_of(child)
        reads |= inside
        binds |= declared
    return reads, binds


def bound_in(sources):
    """All names that cells bind: those of the instructor's cells are what a test may ask for.

    Parameters
    ----------
    sources : iterable of str

    Returns
    -------
    set of str
    """
    return {name for source in sources for name in names_of(source).binds}


def imported_in(sources):
    """All names that cells import; see `bound_in`."""
    return {name for source in sources for name in names_of(source).imports}


class Uses:
    """Which names the cells of a notebook read to make others.

    Parameters
    ----------
    sources : iterable of str
    """

    def __init__(self, sources):
        self._by_name = {}
        for source in sources:
            for name, reads in names_of(source).binds.items():
                self._by_name.setdefault(name, set()).update(reads)

    def reached(self, names):
        """Names, and all that their cells read, and so on.

        Parameters
        ----------
        names : set of str

        Returns
        -------
        set of str
        """
        found, new = set(names), set(names)
        while new:
            new = set().union(*(self._by_name.get(each, set()) for each in new)) - found
            found |= new
        return found
