"""The names of a cell, as Python itself tells them: what it binds, what it reads from elsewhere."""

import ast
import symtable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from IPython.core.inputtransformer2 import TransformerManager

# Characters of a cell; whoever writes more would hold the grader up.
LONGEST = 200_000
# What reading a text as Python raises: it is none, too deep, or holds half of a letter.
NO_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)
# Cells under these run as they would without them.
MEASURED = ("%%time", "%%timeit", "%%capture", "%%prun")


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

    binds: dict[str, set[str]]
    imports: set[str]
    reads: set[str]


@lru_cache(maxsize=4096)
def names_of(source: str) -> Names:
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
    return names_in(symtable.symtable(python_of(source), "cell", "exec"))


def names_in(top):
    """The names of a cell, or of a statement of it, in its table.

    Parameters
    ----------
    top : symtable.SymbolTable

    Returns
    -------
    Names
    """
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


def parsed(source):
    """The syntax tree of a cell; one thread at a time, as Python 3.11 loses count in several.

    Raises
    ------
    SyntaxError
    """
    with _parsing:
        return ast.parse(python_of(source))


_parsing = Lock()


@lru_cache(maxsize=1024)
def python_of(source):
    """A cell as Python reads it: with magics and shell commands made into calls.

    Parameters
    ----------
    source : str

    Returns
    -------
    str

    Raises
    ------
    SyntaxError
        Where it is longer than anybody reads.
    """
    if len(source) > LONGEST:
        raise SyntaxError("the cell is too long")
    first, _, rest = source.lstrip().partition("\n")
    try:
        return TransformerManager().transform_cell(rest if first.startswith(MEASURED) else source)
    except Exception:  # half a string, or what no tokenizer reads: it is no Python then
        return source


def names_as_written(source: str) -> Names:
    """The names of a cell of a student's, which may be no Python at all.

    Returns
    -------
    Names
        Without any name where Python cannot read the cell.
    """
    try:
        return names_of(source)
    except NO_PYTHON:
        return Names({}, set(), set())


@lru_cache(maxsize=4096)
def imports_of(source: str) -> dict[str, str]:
    """What the import statements at the top level of a cell bind.

    Parameters
    ----------
    source : str

    Returns
    -------
    dict of str to str
        By name the statement that binds it, and no other name.

    Raises
    ------
    SyntaxError
    """
    found = {}
    for node in parsed(source).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                alone = type(node)(**{**vars(node), "names": [alias]})
                found[name] = ast.unparse(alone)
    return found


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
    cells : iterable of Names
    """

    def __init__(self, cells):
        self._by_name = {}
        for names in cells:
            for name, reads in names.binds.items():
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
