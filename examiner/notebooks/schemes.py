"""Mark schemes: what a person marks, what it gives points for, and what is looked at beside it.

A mark scheme stands in a text above the answer, between BEGIN MARK SCHEME and END MARK SCHEME. Its
lines that begin with points are its items; a line "Shown beside: `report`" names cells.
"""

import re
from dataclasses import dataclass, field

from examiner.notebooks.cells import (
    is_marked_by_hand,
    is_solution,
    name_of,
    nbgrader_metadata,
    shown,
)
from examiner.notebooks.regions import divide

ITEM = re.compile(r"^\s*(?:[-*+]\s+)?(?P<points>[-+\u2212]?\d+(?:[.,]\d+)?)\s+(?P<text>\S.*)$")
MODEL = re.compile(r"^\s*\*\*Model answer", re.I)
BESIDE = re.compile(r"^\s*\**Shown beside[.:]?\**[.:]?\s*(?P<names>.*)$", re.I)
NAME = re.compile(r"`([^`]+)`")
SAME = 1e-9


@dataclass(frozen=True)
class Item:
    """A line of a mark scheme: points, and for what. Below zero it takes points away."""

    points: float
    text: str


@dataclass(frozen=True)
class Question:
    """What a person marks.

    Attributes
    ----------
    name : str
        The answer's grade id.
    points : float
    kind : str
        'text', 'plot', or 'task' (nbgrader's: what students add below it).
    prompt : str
        What students read, in Markdown.
    scheme : str
        What only markers read: the items are taken out of it.
    items : list of Item
    beside : list of str
        Cells whose outputs the answer talks about.
    """

    name: str
    points: float
    kind: str
    prompt: str
    scheme: str
    items: list[Item] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What a marker calls it: its first heading, or its name in words."""
        heading = re.search(r"^#+\s+.*[Tt]ask.*$|^#+\s+.*$", self.prompt, re.M)
        task = re.findall(r"^#{2,}\s+(.*\d.*points?\).*)$", self.prompt, re.M)
        text = task[-1] if task else heading[0].lstrip("# ") if heading else ""
        return re.sub(r"\s*\([\d.]+ points?\)", "", text) or self.name.replace("_", " ")


def questions_in(cells: list) -> list[Question]:
    """The questions of a source notebook that a person marks, in its order.

    The text above an answer is its question: the one with the mark scheme, else the last one.
    """
    found, texts, secret = [], [], []
    for cell in cells:
        if is_marked_by_hand(cell):
            if nbgrader_metadata(cell).get("task"):
                texts, secret = [cell.source], _secret(cell.source)
            found.append(_question(cell, texts, secret))
            texts, secret = [], []
        elif is_solution(cell):
            texts, secret = [], []
        elif cell.cell_type == "markdown":
            secret = _secret(cell.source) or secret
            texts = texts if secret and texts and not _secret(cell.source) else [cell.source]
    return found


def _secret(text):
    return divide(text)[1] if "MARK SCHEME" in text else []


def _question(cell, texts, secret):
    asked = nbgrader_metadata(cell)
    kind = "task" if asked.get("task") else "plot" if cell.cell_type == "code" else "text"
    prompt = "\n\n".join("\n".join(divide(text)[0]).strip() for text in texts)
    items, kept, beside, is_model = [], [], [], False
    for line in secret:
        is_model = is_model or bool(MODEL.match(line))
        item, named = ITEM.match(line), BESIDE.match(line)
        if item and not is_model:
            items.append(Item(_number(item["points"]), item["text"].strip()))
        elif named:
            beside += NAME.findall(named["names"])
        else:
            kept.append(line)
    scheme = re.sub(
        r"^\s*\*\*Marks[^*\n]*\*\*[^\n\w]*(\([\d.]+\))?\s*$", "", "\n".join(kept), flags=re.M
    )
    points = float(asked.get("points") or 0)
    return Question(name_of(cell), points, kind, prompt.strip(), scheme.strip(), items, beside)


def _number(text):
    return float(text.replace("\u2212", "-").replace(",", "."))


def broken_schemes(cells: list) -> list[str]:
    """What is the matter with the mark schemes of a source notebook, by name.

    A scheme without items is allowed: it is marked with free points.
    """
    names = {name_of(cell) for cell in cells}
    broken = []
    for question in questions_in(cells):
        given = sum(item.points for item in question.items if item.points > 0)
        if given and abs(given - question.points) > SAME:
            broken.append(
                f"{question.name}: the items of its mark scheme add up to {given:g}, and it has "
                f"{question.points:g} points"
            )
        broken += [
            f"{question.name}: its mark scheme shows the cell {each} beside the answer, and there "
            "is none"
            for each in question.beside
            if each not in names
        ]
    return broken + _homeless(cells)


def _homeless(cells):
    """Mark schemes below which no answer stands: nobody would see them."""
    waiting, broken = None, []
    for place, cell in enumerate(cells):
        if is_marked_by_hand(cell):
            waiting = None
        elif is_solution(cell) and waiting is not None:
            broken.append(waiting)
            waiting = None
        elif cell.cell_type == "markdown" and _secret(cell.source):
            broken += [waiting] if waiting else []
            waiting = f"{shown(cells, place)}: below its mark scheme there is no answer to mark"
    return broken + ([waiting] if waiting else [])
