"""Where you stand: the last cell of each notebook counts its tasks."""

import json
from pathlib import Path

from homework.outcomes import LAST, WORDS, of_task


def progress(name, folder="."):
    """Say in one line how many tasks of a notebook are right, not right yet, and open.

    It goes by the last run of each test since the kernel started.

    Parameters
    ----------
    name : str
        The notebook's, such as "ex1".
    folder : str or Path
        Where it lies.
    """
    if not any(Path(folder).glob("*.ipynb")):
        return  # this notebook runs somewhere else, as when it is graded
    if not LAST:
        print("No test has run since the kernel started. Run the tests above, then this cell.")
        return
    outline = read_outline(Path(folder) / f"{name}.ipynb")
    if outline is None:
        print(f"{name}.ipynb is not in this folder, or not as it was released. Keep its name.")
        return
    print(f"{name}: {standing(outline, LAST)}")


def standing(outline, outcomes):
    """The line, and below it the names of the tasks that are not right.

    Parameters
    ----------
    outline : dict
        See `read_outline`.
    outcomes : dict of str to str
        By a test's claim its outcome; a test that is missing has not run.

    Returns
    -------
    str
    """
    tasks, points = {name: [] for name in outline["answers"]}, dict.fromkeys(WORDS, 0)
    for test in outline["tests"].values():
        outcome = outcomes.get(test["claim"], "open")
        points[outcome] += test["points"]
        tasks.setdefault(test["task"], []).append(outcome)
    tasks = {task: found for task, found in tasks.items() if found}
    names = {outcome: [] for outcome in WORDS}
    for task, found in tasks.items():
        names[of_task(found)].append(task)
    by_hand = sum(outline["by_hand"].values())
    lines = [
        f"{len(names['right'])} of {len(tasks)} tasks right ({points['right']:g} points), "
        f"{len(names['wrong'])} not right yet ({points['wrong']:g}), "
        f"{len(names['open'])} open ({points['open']:g}). "
        f"A person marks {by_hand:g} points more."
    ]
    for title, kind in (("Not right yet", "wrong"), ("Open", "open")):
        lines += [f"{title}: {', '.join(names[kind])}"] if names[kind] else []
    return "\n".join(lines)


def read_outline(path):
    """What a released notebook asks, as its metadata says.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict or None
        ``assignment``; ``notebook``, its own name; ``notebooks``, the names of all; ``answers``,
        the ids of the cells to fill; ``tests``, by id the task, the points and the claim;
        ``by_hand``, by id the points that a person gives. None where there is no such notebook.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))["metadata"]["outline"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
