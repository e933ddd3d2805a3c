"""Which of the submitted cells is which of the plan: by name, by text, by place."""

import ast
import difflib
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from examiner.notebooks.names import LONGEST, NO_PYTHON, python_of
from examiner.notebooks.plan import PlannedCell

# A cell that is this much like one of the release is that cell, with small changes.
ALIKE = 0.8
COMPARED = 8


@dataclass
class Match:
    """A planned cell, and the submitted cells that are it.

    Attributes
    ----------
    planned : PlannedCell
    parts : list of int
        The cells whose text counts; empty where the cell is missing.
    dropped : list of int
        Copies that go.
    elsewhere : set of str
        Names of an open solution that other cells define; the stub must not take them away again.
    """

    planned: PlannedCell
    parts: list = field(default_factory=list)
    dropped: list = field(default_factory=list)
    elsewhere: set = field(default_factory=set)

    @property
    def place(self):
        """Where the cell stands."""
        return self.parts[-1]


def find(cells, plan):
    """Find every planned cell again.

    Parameters
    ----------
    cells : list of NotebookNode
        What was submitted.
    plan : Plan

    Returns
    -------
    found : dict of str to Match
        In the plan's order.
    notes : list of str
        What had to be mended.
    """
    texts = [text_of(cell).strip() for cell in cells]
    claims = _by_name(cells, [planned.name for planned in plan.cells])
    named = set(claims)
    free = set(range(len(cells))) - {index for own in claims.values() for index in own}
    for planned in plan.cells:
        if planned.name not in claims:
            claims[planned.name] = _by_text(planned, texts, sorted(free))
            free -= set(claims[planned.name])
    free = {index for index in free if texts[index] and texts[index] not in plan.others}
    # What defines another task's function is an answer to that one, wherever it stands.
    wanted = {name for each in plan.cells if each.solution for name in defined_names(each.released)}
    free -= {index for index in free if wanted & defined_names(texts[index])}
    for number, planned in enumerate(plan.cells):
        if planned.solution and not claims[planned.name]:
            fitting = [i for i in sorted(free) if _fits(planned, cells[i], texts[i])]
            claims[planned.name] = _by_place(number, plan.cells, claims, fitting)
            free -= set(claims[planned.name])
    found, last = {}, -1
    for planned in plan.cells:
        found[planned.name] = match = _counted(planned, claims[planned.name], texts, last)
        last = match.place if match.parts else last
    _look_elsewhere(found, cells, texts, plan.others)
    return found, _notes(claims, named, found)


def _notes(claims, named, found):
    lost = [name for name, own in claims.items() if own and name not in named]
    elsewhere = [name for name, match in found.items() if match.elsewhere]
    missing = [name for name, own in claims.items() if not own and name not in elsewhere]
    copied = [name for name, own in claims.items() if len(own) > 1]
    sentences = {
        "found by their text, without their names": lost,
        "found in another cell, which counts": elsewhere,
        "missing, put back as released": missing,
        "there more than once": copied,
    }
    return [f"{what}: {', '.join(names)}" for what, names in sentences.items() if names]


def _look_elsewhere(found, cells, texts, others):
    """Cells are merged, and answers written in new ones: find what open solutions should define."""
    stubs = {match.planned.released.strip() for match in found.values() if match.planned.solution}
    own = {index: name for name, match in found.items() for index in match.parts}
    # What was written into a locked cell is kept, also into a copy of it.
    gone = {i for match in found.values() if not match.planned.locked for i in match.dropped}
    defined = {}
    for index, text in enumerate(texts):
        is_code = cells[index].get("cell_type") == "code" and index not in gone
        if is_code and text not in others and text not in stubs:
            defined |= {name: own.get(index) for name in top_level_names(text)}
    for name, match in found.items():
        planned = match.planned
        if planned.solution and planned.cell_type == "code" and _is_open(match, texts):
            wanted = top_level_names(planned.released)
            match.elsewhere = {each for each in wanted if defined.get(each, name) != name}


def _is_open(match, texts):
    """True for a cell that is missing, empty, or as it was released."""
    return not any(texts[i] not in ("", match.planned.released.strip()) for i in match.parts)


def _by_name(cells, names):
    """The cells that carry a planned name: as grade id, or else as cell id."""
    claims = {}
    for index, cell in enumerate(cells):
        name = next((name for name in (_grade_id(cell), cell.get("id")) if name in names), None)
        if name is not None:
            claims.setdefault(name, []).append(index)
    return claims


def claimed_names(cells):
    """All grade ids and cell ids that submitted cells carry."""
    return {
        name for cell in cells for name in (_grade_id(cell), cell.get("id")) if type(name) is str
    }


def _grade_id(cell):
    metadata = cell.get("metadata")
    metadata = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return metadata.get("grade_id") if isinstance(metadata, dict) else None


def _by_text(planned, texts, free):
    """Cells that define what a solution cell defines, or read as a locked one."""
    names = defined_names(planned.source) if planned.solution else set()
    if names:
        return [index for index in free if names & defined_names(texts[index])]
    wanted = planned.released.strip()
    scores = {i: _likeness(texts[i], wanted) for i in _likeliest(texts, wanted, free)}
    best = max(scores, key=scores.get, default=None)
    return [best] if best is not None and scores[best] >= ALIKE else []


def _likeliest(texts, wanted, free):
    """The few that are worth comparing: that takes the square of their length."""
    letters = Counter(wanted)
    shared = {i: 2 * (letters & Counter(texts[i])).total() for i in free}
    alike = {i: n / max(len(wanted) + len(texts[i]), 1) for i, n in shared.items()}
    same = [i for i in free if texts[i] == wanted]
    return same[:1] or sorted(free, key=lambda i: -alike[i])[:COMPARED]


def _fits(planned, cell, text):
    """Prose is no answer in code; code may be one in words."""
    return planned.cell_type != "code" or cell.get("cell_type") == "code" or _is_python(text)


def _is_python(text):
    try:
        ast.parse(text)
    except NO_PYTHON:
        return False
    return True


def _by_place(number, planned, claims, free):
    """What a student wrote between the planned cells around an answer."""
    before = [i for each in planned[:number] for i in claims[each.name]]
    after = [i for each in planned[number + 1 :] for i in claims[each.name]]
    first, last = max(before, default=-1), min(after, default=float("inf"))
    return [index for index in free if first < index < last]


def _counted(planned, own, texts, last):
    """Which copies count: of a locked cell that in its place, of a solution the answered ones."""
    if planned.locked:
        counts = [index for index in own if index > last][:1] or own[:1]
        return Match(planned, counts, [index for index in own if index not in counts])
    answered = [i for i in own if texts[i] != planned.released.strip()] or own[-1:]
    untouched = [i for i in own if i not in answered]
    if planned.cell_type == "markdown":
        return Match(planned, answered, untouched + answered[:-1])
    # Earlier answers stay as cells of their own: the last may build on them.
    return Match(planned, answered[-1:], untouched)


def defined_names(text):
    """The functions, or else the variables, that a cell defines at its top level."""
    try:
        body = _body(text)
    except NO_PYTHON:
        lines = [line for line in text.split("\n") if line.startswith("def ")]
        return {line[4:].split("(")[0].strip() for line in lines}
    return {node.name for node in body if isinstance(node, ast.FunctionDef)} or _assigned(body)


@lru_cache(maxsize=1024)
def top_level_names(text):
    """All functions and variables that a cell defines at its top level."""
    try:
        body = _body(python_of(text))
    except NO_PYTHON:
        return defined_names(text)
    functions = {each.name for each in body if isinstance(each, ast.FunctionDef)}
    return functions | _assigned(body)


def _body(text):
    if len(text) > LONGEST:
        raise ValueError("the cell is too long")
    return ast.parse(text).body


def _assigned(body):
    targets = [t for node in body if isinstance(node, ast.Assign) for t in node.targets]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _likeness(one, other):
    if one == other:
        return 1
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    # Each is an upper bound of the next, and takes much less time.
    quick = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
    return matcher.ratio() if quick else 0


def text_of(cell):
    """A cell's text, with line ends of one kind and without halves of characters."""
    source = cell.get("source", "")
    if not isinstance(source, str):
        return ""
    whole = source.encode("utf-8", "ignore").decode()
    return whole.replace("\r\n", "\n").replace("\r", "\n")
