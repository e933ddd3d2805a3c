"""Of all versions of a notebook, whatever they are called, the one that answers more counts."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from examiner.collecting.left_out import LARGEST, is_hidden, leave_out
from examiner.notebooks.finding import claimed_names, defined_names, text_of
from examiner.notebooks.reading import is_notebook, read, stored
from examiner.notebooks.restore import restore
from homework.files import replace

# Versions that are compared; nobody keeps so many by hand.
MOST = 50
# Bytes of a file of code that is looked into.
CODE = 2**20


@dataclass(frozen=True, eq=False)
class Version:
    """A file that holds a notebook.

    Attributes
    ----------
    path : Path
    shown : str
        Its place in the submission.
    cells : list of NotebookNode
    names : set of str
        What its cells are called and define.
    claimed : set of str
        What its cells are called.
    """

    path: Path
    shown: str
    cells: list
    names: set
    claimed: set

    def answers(self, plan):
        """The answers to a notebook's tasks that are in it, by their cells."""
        stubs = {cell.name: cell.released.strip() for cell in plan.cells if cell.solution}
        cells, _ = restore(self.cells, plan)
        found = {c.id: c.source.strip() for c in cells if "nbgrader" in c.metadata}
        return {name: found[name] for name in stubs if found[name] not in ("", stubs[name])}

    def defines(self, plan):
        """Of these answers those that are known by what they define, and not by their place."""
        wanted = {c.name: defined_names(c.source) & self.names for c in plan.cells if c.solution}
        if not any(wanted.values()):
            return {}
        return {name: text for name, text in self.answers(plan).items() if wanted[name]}


def name_renamed(folder, expected):
    """Give each notebook that is asked for the version of it that answers most.

    Parameters
    ----------
    folder : Path
    expected : dict of str to Plan
        By the file name of each notebook that is asked for.

    Returns
    -------
    list of str
        What was done, in words for the instructor.
    """
    names = {name: names_of_plan(plan) for name, plan in expected.items()}
    asked = {cell.name for plan in expected.values() for cell in plan.cells}
    found = (each for path in _by_depth(folder) for each in _version(path, folder))
    versions = list(islice(found, MOST))
    notes, chosen = [], {}
    if next(found, None) is not None:
        notes.append(f"more than {MOST} notebooks were handed in; those below them are not read")
    for name, plan in expected.items():
        alike = [e for e in versions if _is_version_of(e.names, names[name], names.values())]
        there = [each for each in versions if each.path == folder / name]
        answers = {each: each.answers(plan) if each in alike else {} for each in [*there, *alike]}
        # Who wrote into a notebook of their own has none of the cells that were given.
        own = [each for each in versions if each not in answers and not each.claimed & asked]
        answers |= {each: found for each in own if (found := each.defines(plan))}
        one, said = _choose(name, there, answers)
        notes += [*said, *_only_elsewhere(name, one, answers)]
        if not any(answers.values()):
            notes += _only_in_code(folder, name, plan)
        if one is not None and one.path != folder / name:
            chosen[folder / name] = stored(one.path.read_bytes())
    held = [stored(each.path.read_bytes()) for each in versions if each.path not in chosen]
    for path, data in chosen.items():
        if path.exists() and stored(path.read_bytes()) not in [*held, *chosen.values()]:
            leave_out(path, "answers less", ".replaced")
        replace(path, data)
    return notes


def _by_depth(folder):
    return sorted(folder.rglob("*"), key=lambda path: (len(path.parts), path))


def _version(path, folder):
    if is_hidden(path.relative_to(folder)) or not path.is_file() or path.is_symlink():
        return
    if path.stat().st_size > LARGEST or not is_notebook(data := path.read_bytes()):
        return
    cells = read(data).cells
    claimed = claimed_names(cells)
    names = claimed.union(*[defined_names(text_of(cell)) for cell in cells])
    yield Version(path, str(path.relative_to(folder)), cells, names, claimed)


def names_of_plan(plan):
    """The names in a notebook: grade ids, and what its answers define.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    set of str
    """
    defined = [defined_names(cell.source) for cell in plan.cells if cell.solution]
    return {cell.name for cell in plan.cells}.union(*defined)


def _is_version_of(names, planned, expected):
    """It has more of this notebook than of any other, and at least a third of it."""
    shares = {len(names & each) / len(each) for each in expected if each}
    own = len(names & planned) / len(planned) if planned else 0
    return own > 1 / 3 and own == max(shares)


def _only_elsewhere(name, one, answers):
    """What is answered in another version than the one that counts, and in that one is not."""
    for each in answers if one is not None else ():
        lost = [task for task in answers[each] if task not in answers[one]]
        if lost:
            yield (
                f"{each.shown} answers {', '.join(lost)}, which {one.shown} leaves open; that gets "
                f"nothing. Where it is meant, copy it into {name}"
            )


def _only_in_code(folder, name, plan):
    """Where no notebook holds an answer: the files of code that define what is asked for."""
    wanted = set().union(*[defined_names(cell.source) for cell in plan.cells if cell.solution])
    for path in _by_depth(folder):
        shown = path.relative_to(folder)
        if path.suffix != ".py" or is_hidden(shown) or path.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size <= CODE:
            there = defined_names(path.read_text(encoding="utf-8", errors="replace")) & wanted
            if there:
                yield (
                    f"{shown} defines {', '.join(sorted(there))}, and no notebook answers {name}; "
                    "only notebooks are graded. Ask for the notebook"
                )


def _choose(name, there, answers):
    """The version that counts, or None where a person has to choose; and what to say of it."""
    if not answers:
        return None, []
    most = max(map(len, answers.values()))
    best = [each for each in answers if len(answers[each]) == most]
    one = next((each for each in best if each in there), best[0])
    differ = [each.shown for each in best if answers[each] != answers[one]]
    if differ and one in there:
        return one, [
            f"{name} and {', '.join(differ)} answer as many cells, and differently; {name} counts. "
            "Ask which one is meant"
        ]
    if differ:
        shown = ", ".join(each.shown for each in best)
        return None, [f"{name} could be any of {shown}; copy the one that counts to {name}"]
    if not there:
        return one, [f"{name} was handed in as {one.shown}; it was copied to its name"]
    if one in there:
        return one, []
    less = len(answers[there[0]])
    return one, [f"{one.shown} answers {most} cells and {name} answers {less}; {one.shown} counts"]
