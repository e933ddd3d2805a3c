"""Where you stand: the last cell of each notebook counts its tasks."""

from homework.machine import is_graded
from homework.outcomes import LAST, WORDS, of_task
from homework.released import this_notebook


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
    if is_graded():
        return
    if not LAST:
        print("No test has run since the kernel started. Run the tests above, then this cell.")
        return
    notebook = this_notebook(name, folder)
    if notebook is None:
        right = sum(outcome == "right" for outcome in LAST.values())
        print(
            f"{right} of the {len(LAST)} tests that ran here are right. "
            f"{name}.ipynb is not in this folder, so nobody knows which others there are."
        )
        return
    print(f"{name}: {standing(notebook.metadata.outline, LAST)}")


def standing(outline, outcomes):
    """The line, and below it the names of the tasks that are not right.

    Parameters
    ----------
    outline : dict
        See `homework.released.read_outline`.
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
