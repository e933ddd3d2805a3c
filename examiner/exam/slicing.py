"""The program slice of a notebook: the cells on which a mark depends, and why each of them runs.

Weiser's slicing, with cells as statements: from what is marked back to the cells that bind its
names. What is a student's always runs; so does what changes more than names.
"""

import re
from collections import deque
from dataclasses import dataclass

from examiner.exam.scope import scope_of
from examiner.notebooks.cells import is_inside, is_solution, is_test, name_of, nbgrader_metadata
from examiner.notebooks.flow import Flow, flow_of
from examiner.notebooks.names import imported_in, names_as_written

NOT_RUN = "This cell was not run: no mark depends on it.\n"
# Whoever reads one of these may reach any name of the notebook, and no table tells which.
ANY_NAME = {
    *("globals", "locals", "vars", "dir", "eval", "exec", "compile"),
    *("get_ipython", "inspect", "gc"),
    *("In", "Out", "_", "__", "___", "_i", "_ii", "_iii", "_ih", "_oh", "_dh"),
    *("__builtins__", "__import__", "importlib"),
}
ANY_NAME_TOLD = re.compile(r"__main__|__globals__|user_ns|_getframe|sys\.modules|\b_i?\d+\b")


@dataclass(frozen=True)
class Slice:
    """Which cells of a notebook run.

    Attributes
    ----------
    reasons : dict of int to str
        By place of each cell of code that runs: why.
    left_out : dict of int to frozenset of str
        By place of each that does not: the names that it binds.
    """

    reasons: dict
    left_out: dict


def slice_of(cells, plan):
    """The slice of a notebook.

    Parameters
    ----------
    cells : list of NotebookNode
        Restored, in their order.
    plan : Plan

    Returns
    -------
    Slice
        Of all cells where a student's code may read any name.
    """
    code = {i: cell for i, cell in enumerate(cells) if cell.cell_type == "code" and cell.source}
    # They ask from another process: tests, and what is seen of a plot.
    seen = {cell.name for cell in plan.cells if cell.seen}
    asking = {i for i, cell in code.items() if is_test(cell) or name_of(cell) in seen}
    given = {i for i, cell in code.items() if i not in asking and _is_given(cell, plan)}
    if any(reads_any_name(code[i].source) for i in code.keys() - asking - given):
        return Slice({i: "a cell of the student's may read any name" for i in code}, {})
    search = _Search(code, given, asking, plan)
    search.keep({i: why for i, cell in code.items() if (why := search.why(i, cell, plan))})
    left = {i: code[i] for i in given if i not in search.reasons}
    names = {i: frozenset(names_as_written(cell.source).binds) for i, cell in left.items()}
    return Slice(search.reasons, names)


def reads_any_name(source):
    """True for code that may read names which it does not write down.

    Parameters
    ----------
    source : str

    Returns
    -------
    bool
    """
    flow = flow_of(source)
    return bool((flow.reads | flow.reads_later) & ANY_NAME or ANY_NAME_TOLD.search(source))


def _is_given(cell, plan):
    """True for a cell that was released as it is; a locked one has been restored."""
    asked = nbgrader_metadata(cell)
    if asked:
        return not is_solution(cell) and bool(asked.get("locked"))
    return cell.source.strip() in plan.others


class _Search:
    """From the cells that run to those that they need, until nothing is new."""

    def __init__(self, code, given, asking, plan):
        self.code, self.given, self.asking = code, given, asking
        self.libraries = imported_in(plan.code)
        self.reasons = {}
        self.flows = {i: flow_of(cell.source) for i, cell in code.items()}
        # A test runs in a process of its own: it asks for names here, and binds none.
        hidden = {cell.name: cell.source for cell in plan.cells if cell.is_test or cell.seen}
        for i in [each for each in asking if not is_inside(code[each])]:
            source = hidden.get(name_of(code[i]), code[i].source)
            self.flows[i] = Flow(reads=frozenset(scope_of(source, plan.code).names))
        self.last = max((i for i in code if i not in given), default=-1)

    def why(self, i, cell, plan):
        """Why a cell runs, whatever depends on it; empty where only that can be a reason."""
        if i not in self.given:
            if i in self.asking:
                return "a test" if is_test(cell) else "what is seen of a plot"
            return "an answer" if is_solution(cell) else "the student's own"
        if cell.source.strip() in plan.always:
            return "tagged always"
        flow = self.flows[i]
        parts = [f"sets a part of {name}" for name in sorted(flow.sets & self.libraries)]
        return ", ".join([*filter(None, [flow.effects]), *parts])

    def keep(self, wanted):
        """Have cells run, given with their reasons, and all that they need."""
        waiting = deque(wanted.items())
        while waiting:
            i, why = waiting.popleft()
            if i in self.reasons:
                continue
            self.reasons[i] = why
            flow, who = self.flows[i], name_of(self.code[i]) or f"cell {i + 1}"
            for name in sorted(flow.reads | flow.reads_later):
                needed = [*self._before(i, name)]
                needed += self._after(i, name) if name in flow.reads_later else []
                waiting += [(j, f"{who} reads {name}") for j in needed]

    def _before(self, i, name):
        """The cells that decide what a name stands for when a cell runs: back to the last one that
        surely binds it."""
        for j in reversed([each for each in self.code if each < i]):
            if self._touches(j, name):
                yield j
            if name in self.flows[j].binds:
                return

    def _after(self, i, name):
        """Those that do when a function of the cell is called, further down."""
        return [j for j in self.code if i < j < self.last and self._touches(j, name)]

    def _touches(self, j, name):
        flow = self.flows[j]
        changed = name in flow.changes and name not in self.libraries
        return changed or name in flow.binds or name in flow.may_bind
