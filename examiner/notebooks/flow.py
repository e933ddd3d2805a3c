"""What a cell reads and binds, in the order of its statements: what a program slice goes by."""

import ast
import copy
import symtable
from dataclasses import dataclass
from functools import lru_cache

from examiner.notebooks.names import NO_PYTHON, names_in, parsed

# Whoever calls one of these changes what no name of the notebook stands for.
EFFECTS = {
    *("seed", "set_seed", "manual_seed", "shuffle", "simplefilter", "filterwarnings", "seterr"),
    *("set_option", "set_printoptions", "putenv", "chdir", "mkdir", "makedirs", "unlink", "open"),
    *("write", "write_text", "write_bytes", "save", "savez", "savez_compressed", "savetxt"),
    *("savefig", "dump", "to_csv", "to_pickle", "to_parquet", "urlretrieve", "exec", "eval"),
    *("system", "popen", "run", "run_line_magic", "run_cell_magic"),
}
# Methods that change their object, also where their value is used.
CHANGING = {"pop", "popitem", "popleft", "setdefault", "fit", "fit_transform", "partial_fit"}
# What runs at once, though Python keeps a table of names for it.
AT_ONCE = {"listcomp", "setcomp", "dictcomp", "genexpr"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Flow:
    """What a cell takes from the cells before it, and what it gives to those after it.

    Attributes
    ----------
    reads : frozenset of str
        Names that it needs when it runs: it has not bound them itself by then.
    reads_later : frozenset of str
        Those that its functions need when they are called.
    binds : frozenset of str
        Names that stand for something else after it, whatever happens in it.
    may_bind : frozenset of str
        Names that may: in a condition, a loop or a ``with``.
    changes : frozenset of str
        Names whose object it changes in its place.
    sets : frozenset of str
        Those of them of which it sets a part.
    effects : str
        Why it changes more than what its names stand for; empty where it does not.
    """

    reads: frozenset = frozenset()
    reads_later: frozenset = frozenset()
    binds: frozenset = frozenset()
    may_bind: frozenset = frozenset()
    changes: frozenset = frozenset()
    sets: frozenset = frozenset()
    effects: str = ""


@lru_cache(maxsize=1024)
def flow_of(source: str) -> Flow:
    """The flow of a cell; an empty one where it is no Python, as it cannot run then.

    Parameters
    ----------
    source : str

    Returns
    -------
    Flow
    """
    found = _Found()
    try:
        found.block(parsed(source).body, frozenset())
    except NO_PYTHON:
        return Flow()
    binds, may_bind, changes = found.binds, found.may_bind - found.binds, found.called | found.sets
    effects = ", ".join(sorted(found.effects))
    reads, later, sets = map(frozenset, (found.reads, found.later, found.sets))
    return Flow(
        reads, later, frozenset(binds), frozenset(may_bind), frozenset(changes), sets, effects
    )


class _Found:
    """What was found so far in the statements of a cell."""

    def __init__(self):
        self.reads, self.later, self.binds, self.may_bind = set(), set(), set(), set()
        self.called, self.sets, self.effects = set(), set(), set()

    def block(self, statements, bound, outermost=True):
        """Statements that run one after the other, where names are bound before the first."""
        for each in statements:
            blocks = [block for owner in _owners(each) for block in _blocks(owner)]
            names = self._alone(_without_blocks(each), bound)
            surely = outermost and not blocks
            (self.binds if surely else self.may_bind).update(names.binds)
            here = bound | names.binds.keys()
            for block in blocks:
                self.block(block, here, outermost=False)
            # Whether a condition held, or an error ended a block, is not known after it.
            bound = bound if blocks else here

    def _alone(self, statement, bound):
        table = symtable.symtable(ast.unparse(statement), "cell", "exec")
        at_once, in_functions = _reads(table)
        self.reads |= (at_once | _read_to_be_written(statement)) - bound
        self.later |= in_functions
        self.called |= _called_for_effect(statement)
        self.sets |= _parts_set(statement)
        self.effects |= _effects(statement)
        return names_in(table)


def _owners(statement):
    """A compound statement, and the parts of it that have blocks."""
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        return []
    return [statement, *getattr(statement, "handlers", []), *getattr(statement, "cases", [])]


def _blocks(owner):
    parts = [getattr(owner, name, None) for name in ("body", "orelse", "finalbody")]
    return [part for part in parts if isinstance(part, list) and part]


def _without_blocks(statement):
    """Its first line alone, with what it reads and binds."""
    head = copy.deepcopy(statement)
    for owner in _owners(head):
        for name in ("body", "orelse", "finalbody"):
            if isinstance(getattr(owner, name, None), list):
                setattr(owner, name, [ast.Pass()] if name == "body" else [])
    return head


def _reads(table):
    """The names that are read at once, and those that functions read."""
    at_once = {each.get_name() for each in table.get_symbols() if _is_read(each, table)}
    later = set()
    for child in table.get_children():
        inner, inner_later = _reads(child)
        if child.get_type() == "class" or child.get_name() in AT_ONCE:
            at_once |= inner
        else:
            later |= inner
        later |= inner_later
    return at_once, later


def _is_read(symbol, table):
    return symbol.is_referenced() and (symbol.is_global() or table.get_type() == "module")


def _read_to_be_written(statement):
    """Names that have to be there already, though they are only written: ``x += 1``, ``del x``."""
    targets = getattr(statement, "targets", []) if isinstance(statement, ast.Delete) else []
    if isinstance(statement, ast.AugAssign):
        targets = [statement.target]
    return {each.id for each in targets if isinstance(each, ast.Name)}


def _at_once(node):
    """The nodes of a statement that run with it, and not when a function is called."""
    yield node
    if isinstance(node, FUNCTIONS):
        return
    for child in ast.iter_child_nodes(node):
        yield from _at_once(child)


def _parts_set(statement):
    """The names of which an attribute or an item is set or deleted, or that are deleted."""
    nodes = [
        each for each in _at_once(statement) if not isinstance(getattr(each, "ctx", None), ast.Load)
    ]
    parts = {_root(each) for each in nodes if isinstance(each, (ast.Attribute, ast.Subscript))}
    gone = {
        each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Del)
    }
    return (parts | gone) - {""}


def _called_for_effect(statement):
    """The names of which a method is called that changes them: nobody takes what it returns."""
    alone = [each.value for each in _at_once(statement) if isinstance(each, ast.Expr)]
    calls = [each for each in _at_once(statement) if isinstance(each, ast.Call)]
    methods = [each.func for each in calls if isinstance(each.func, ast.Attribute)]
    for_effect = {each.func for each in alone if isinstance(each, ast.Call)}
    changing = [each for each in methods if each.attr in CHANGING or each in for_effect]
    return {_root(each) for each in changing} - {""}


def _root(node):
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _effects(statement):
    if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
        return {f"imports all of {statement.module}"}
    calls = [node.func for node in _at_once(statement) if isinstance(node, ast.Call)]
    called = {getattr(each, "attr", getattr(each, "id", "")) for each in calls}
    return {f"calls {name}" for name in called & EFFECTS}
