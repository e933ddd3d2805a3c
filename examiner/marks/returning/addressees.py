"""Who gets whose mark: the rows of the platform's list, and the students of the gradebook."""

from collections import Counter

from examiner.collecting.people import words_of
from examiner.collecting.platforms import told_by


def students_of(people, outcomes):
    """The student of each row.

    Parameters
    ----------
    people : People
    outcomes : list of Outcome
        What was collected, from whom.

    Returns
    -------
    dict of int to str
        Student by row; of a team's members the team.
    """
    by_number, by_name, teams = {}, {}, {}
    # Of two who are called the same, a name says nothing.
    listed = Counter(words_of(each.name) for each in people.people)
    came = Counter(
        name for name, _ in {(words_of(e.name), e.student) for e in outcomes if e.student}
    )
    for each in outcomes:
        if each.student:
            platform, number = told_by(each.upload)
            if number:
                by_number[platform, number] = each.student
            elif not platform:
                by_name[words_of(each.name)] = each.student
            if each.student.startswith("team-"):
                teams[words_of(each.name)] = each.student
    found = {}
    for person in people.people:
        name = words_of(person.name)
        found[person.row] = (
            by_number.get((people.kind, person.number))
            or (teams.get(words_of(person.group)) if person.group else None)
            or (by_name.get(name) if name and listed[name] == came[name] == 1 else None)
            or person.id
        )
    return found


def strangers(people, outcomes, marks):
    """Who has a mark and is not on the platform's list.

    Parameters
    ----------
    people : People
    outcomes : list of Outcome
    marks : dict of str to Mark

    Returns
    -------
    list of Mark
    """
    known = set(students_of(people, outcomes).values())
    return [mark for student, mark in sorted(marks.items()) if student not in known]
