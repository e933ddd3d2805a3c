"""The facts of the class page: marks, tasks, messages, and who needs a look."""

import re
from collections import Counter

from nbgrader.api import Gradebook

from examiner.grading.remembered import Remembered
from examiner.marks.classroom.outcomes import outcomes_of
from examiner.marks.reading import late_in, marks_by_cell, what_counts
from homework.outcomes import WORDS, of_task

COMMONEST = 12
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def overview(course):
    """All that the class page shows.

    Parameters
    ----------
    course : Course

    Returns
    -------
    dict
        ``marks``, the sum of each student; ``most``, what it can be; ``tasks``, a row for each with
        its counts; ``messages``, the commonest; ``waiting``, ``late``, ``broken``, ``notes``,
        ``machine`` and ``changed``, lists of rows.
    """
    cells, outcomes = marks_by_cell(course), outcomes_of(course)
    with Gradebook(course.gradebook_url) as gradebook:
        late = late_in(gradebook, course.assignment)
    sums = what_counts(cells, late)
    known = Remembered(course).all()
    return {
        "assignment": course.assignment,
        "marks": sums,
        "most": cells.groupby("student")["points"].sum().max() if len(cells) else 0,
        "tasks": _tasks(outcomes),
        "messages": _messages(outcomes),
        "waiting": _waiting(cells),
        "late": [{"student": who, "by": _span(seconds)} for who, seconds in late.items()],
        "broken": [
            *_broken(course, known, set(sums.index)),
            *({"student": s, "what": each} for s, each in outcomes.attrs["unread"].items()),
        ],
        "notes": [
            {"student": who, "what": each}
            for who in sorted(known)
            for each in known[who].get("notes", [])
        ],
        "machine": _machine(known),
        "changed": _changed(known),
    }


def _tasks(outcomes):
    """Per task how many students have all its tests right, one wrong, or left it open."""
    rows = []
    for (exercise, task), own in outcomes.groupby(["exercise", "task"], sort=False):
        by_student = own.groupby("student")["outcome"].agg(of_task)
        counts = by_student.value_counts()
        rows.append(
            {
                "exercise": exercise,
                "task": task,
                **{kind: int(counts.get(kind, 0)) for kind in WORDS},
            }
        )
    return rows


def _messages(outcomes):
    """The commonest messages; those that differ in numbers alone are one."""
    wrong = outcomes[outcomes["outcome"].isin(["wrong", "partly"])]
    alike = wrong.assign(form=wrong["message"].str.replace(NUMBERS, "#", regex=True))
    rows = [
        {
            "students": own["student"].nunique(),
            "test": test,
            "message": own["message"].iloc[0],
        }
        for (test, _), own in alike.groupby(["test", "form"])
    ]
    return sorted(rows, key=lambda row: -row["students"])[:COMMONEST]


def _waiting(cells):
    """Answers that a person has to mark, and how many students' they are."""
    counts = cells[cells["waiting"]].groupby(["exercise", "cell"])["student"].nunique()
    return [
        {"exercise": exercise, "cell": cell, "students": int(count)}
        for (exercise, cell), count in counts.items()
    ]


def _span(seconds):
    minutes = int(seconds // 60)
    days, hours = divmod(minutes // 60, 24)
    return (
        f"{days} {'day' if days == 1 else 'days'} {hours} h"
        if days
        else f"{hours} h {minutes % 60} min"
    )


def _broken(course, known, graded):
    """Who handed something in and has no mark for a notebook of it."""
    expected = {path.name for path in course.notebooks("source")}
    rows = []
    for folder in sorted(course.root.glob(f"submitted/*/{course.assignment}")):
        student = folder.parent.name
        error = known.get(student, {}).get("error")
        there = {path.name for path in course.notebooks("autograded", student)}
        if error:
            rows.append({"student": student, "what": f"the last submission: {error}"})
        elif student not in graded:
            rows.append({"student": student, "what": "not graded"})
        elif missing := sorted(expected - there):
            rows.append({"student": student, "what": f"no {', '.join(missing)}"})
    return rows


def _machine(known):
    """What was said of the machines that graded, and of how many submissions it is true."""
    counts = Counter(words for each in known.values() for words in each.get("machine", []))
    return [{"what": words, "students": counts[words]} for words in sorted(counts)]


def _changed(known):
    return [
        {"student": student, "cell": cell, "before": before, "after": after}
        for student in sorted(known)
        for cell, (before, after) in known[student].get("changed", {}).items()
    ]
