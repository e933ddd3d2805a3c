"""What a student wrote beside the cell of an answer, or into a locked text: shown with the answer.

A mark by hand goes by one cell. What stands between its neighbours is put below what it holds, and
is said to have stood outside; so it waits for a person.
"""

import ast
import io
import re
import tokenize
from contextlib import suppress

from nbformat.v4 import new_code_cell, new_markdown_cell

from examiner.harmless.markdown import as_code
from examiner.notebooks.finding import text_of, top_level_names
from examiner.notebooks.names import NO_PYTHON, parsed

HEADING = "**Written outside the cell of this answer:**"
DRAWN = "# The answer stands outside this cell, between the cells around it."
PROSE = 4  # words in a comment or a string that make an answer of a cell of code


def written_into(planned, cell, plan):
    """What a student added to a locked cell, as a cell of its own.

    Parameters
    ----------
    planned : PlannedCell
    cell : NotebookNode
        As it was submitted.
    plan : Plan

    Returns
    -------
    NotebookNode or None
        The new lines of a text; all of a code that defines what solutions should define.
    """
    text = text_of(cell)
    if planned.cell_type == "code":
        stubs = [each.released for each in plan.cells if each.solution]
        asked = set().union(*map(top_level_names, stubs))
        own = top_level_names(text) - top_level_names(planned.released)
        return new_code_cell(text) if asked & own else None
    lines = _new_lines(text, plan.lines)
    return new_markdown_cell(lines) if lines else None


def show_outside(groups, plan):
    """Put what stands between the neighbours of each answer into its cell.

    Parameters
    ----------
    groups : dict of str to list of NotebookNode
        By planned cell itself and the student's own cells that follow it; it is changed.
    plan : Plan

    Returns
    -------
    list of str
        What was found, in words for the instructor.
    """
    known, names, moved = plan.lines, ["", *(cell.name for cell in plan.cells)], []
    by_hand = {c.name: c for c in plan.cells if c.solution and c.points is not None}
    empty = [name for name, planned in by_hand.items() if _is_open(groups[name], planned)]
    for name in by_hand:
        before, after = names[names.index(name) - 1], names[names.index(name) + 1 :][:1]
        places = [name] if not (set(after) & set(empty)) or name in empty else []
        places = [before, *places] if before not in by_hand or name in empty else places
        if _gather(
            [groups[place] for place in places], _planned(groups[name]), by_hand[name], known
        ):
            moved.append(name)
    moved = [name for name in moved if name in empty]
    notes = [f"written outside its cell, and shown below it: {', '.join(moved)}"] if moved else []
    still_empty = [name for name in empty if name not in moved]
    return notes + _told_of_the_rest(groups, still_empty, known)


def _planned(group):
    return next(cell for cell in group if "nbgrader" in cell.metadata)


def _is_open(group, planned):
    return _planned(group).source.strip() in ("", planned.released.strip())


def _gather(places, answer, planned, known):
    """Move what was written around an answer into it; True where there was something."""
    is_open = answer.source.strip() in ("", planned.released.strip())
    if planned.cell_type == "code":
        return is_open and _say_drawn(places, answer, known)
    found = []
    for group in places:
        for cell in [each for each in group if "nbgrader" not in each.metadata]:
            words = _words_of(cell, known)
            if not words or words in answer.source:
                continue
            found.append(words)
            attach(answer, cell)
            if words == cell.source.strip():
                group.remove(cell)
    if found:
        own = [] if is_open else [answer.source]
        heading = [] if HEADING in answer.source else [HEADING]
        answer.source = "\n\n".join([*own, *heading, *found])
    return bool(found)


def _say_drawn(places, answer, known):
    """A plot that was drawn in another cell is seen there; an open cell would get no points."""
    code = [c for group in places for c in group if c.cell_type == "code" and c is not answer]
    drawn = any(_new_lines(c.source, known) for c in code if "nbgrader" not in c.metadata)
    if drawn:
        answer.source = DRAWN
    return drawn


def _told_of_the_rest(groups, empty, known):
    """An answer that is open, and a text of the student's far from it: a person looks."""
    own = [c for group in groups.values() for c in group if "nbgrader" not in c.metadata]
    texts = [
        words for words in (_words_of(c, known) for c in own if c.cell_type != "code") if words
    ]
    texts = [text for text in texts if len(text.split()) > PROSE]
    if not (empty and texts):
        return []
    shown = " ".join(texts[0].split())[:60]
    return [f"not answered: {', '.join(empty)}; a text of their own stands elsewhere: {shown!r}"]


def _words_of(cell, known):
    """What a student wrote in a cell, as a text; empty where it is the release's, or plain code."""
    lines = _new_lines(text_of(cell), known)
    if not re.search(r"\w", lines):
        return ""
    if cell.cell_type == "code":
        return as_code(lines) if _has_prose(lines) else ""
    return lines


def _new_lines(text, known):
    return "\n".join(line for line in text.split("\n") if line.strip() not in known).strip()


def _has_prose(code):
    """True where a comment or a string reads like a sentence, or where it is no Python at all."""
    try:
        tree = parsed(code)
    except NO_PYTHON:
        return len(code.split()) >= PROSE
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    said = [each for each in strings if isinstance(each, str)]
    with suppress(tokenize.TokenError, SyntaxError):
        tokens = tokenize.generate_tokens(io.StringIO(code).readline)
        said += [" ".join(t.string.lstrip("#") for t in tokens if t.type == tokenize.COMMENT)]
    return any(len(each.split()) >= PROSE for each in said)


def attach(cell, original):
    """Keep the pictures that were pasted into a text.

    Parameters
    ----------
    cell : NotebookNode
        Gets them, where it is a text.
    original : NotebookNode
        As it was submitted.
    """
    attachments = original.get("attachments")
    if cell.cell_type != "markdown" or not isinstance(attachments, dict):
        return
    pictures = {
        name: {kind: data for kind, data in bundle.items() if _is_picture(kind, data)}
        for name, bundle in attachments.items()
        if isinstance(bundle, dict)
    }
    cell.attachments = {**cell.get("attachments", {}), **pictures}


def _is_picture(kind, data):
    return kind in {"image/png", "image/jpeg", "image/gif"} and isinstance(data, str)
