"""What Canvas takes back. Each rule is one of its own source, whose file and function are named."""

import re

from examiner.course import CourseError
from examiner.marks.returning.addressees import students_of
from examiner.marks.returning.marks import as_grade, refuse_other_maximum

# gradebook_importer.rb, update_column_count: what stands before the assignments, in this order.
STUDENT = re.compile(
    r"Student|LastName|FirstName|ID|SIS User ID|SIS Login ID|Integration ID|Root Account|Section"
)
# gradebook_exporter.rb, title_with_id.
TITLE = re.compile(r"(?P<title>.*?)(?: \((?P<id>\d+)\))?")


def name_for(upload, file):
    """The name that Canvas reads a person from, when comments are uploaded as files.

    app/models/assignment.rb, infer_comment_context_from_filename: of the pieces between
    underscores the first two that are numbers are the user's and an attachment of theirs.
    """
    return f"{upload}_{file}"


def gradebook(people, outcomes, marks, assignment, column=None):
    """Canvas' gradebook with the assignment's own column, and the columns that tell who it is.

    gradebook_importer.rb: the header begins with the student's columns (header?); the title of an
    assignment is its own with its number behind (parse_assignments); a title that is not known
    would make a new assignment, so there is no other column.

    Parameters
    ----------
    people : People
        Of Canvas' own export.
    outcomes : list of Outcome
    marks : dict of str to Mark
        Whose mark is not final is left out here: there is no place to say it.
    assignment : str
    column : str, optional
        The assignment's title in Canvas.

    Returns
    -------
    list of list of str

    Raises
    ------
    CourseError
        Where the assignment's column is not clear, or has another maximum.
    """
    head = people.rows[0]
    own = _column(head, assignment, column)
    kept = [n for n, title in enumerate(head) if STUDENT.fullmatch(title.strip())] + [own]
    students, by_row = students_of(people, outcomes), {}
    for person in people.people:
        mark = marks.get(students[person.row])
        if mark and not mark.waiting:
            by_row[person.row] = mark
    rows = [[row[place] for place in kept] for row in people.rows]
    for number, row in enumerate(rows):
        # check_for_non_student_row
        if "Points Possible" in row[0] and by_row:
            refuse_other_maximum("Canvas", row[-1], next(iter(by_row.values())).most)
        if number in by_row:
            row[-1] = as_grade(by_row[number].points)
    return rows


def _column(head, assignment, column):
    titles = {n: TITLE.fullmatch(title.strip()) for n, title in enumerate(head)}
    own = [n for n, found in titles.items() if found["id"]]
    wanted = (column or assignment).strip().lower()
    for test in (
        lambda n: head[n].strip().lower() == wanted,
        lambda n: titles[n]["title"].lower() == wanted,
        lambda n: wanted in titles[n]["title"].lower().replace(" ", ""),
        lambda n: column is None and len(own) == 1,
    ):
        found = [n for n in own if test(n)]
        if len(found) == 1:
            return found[0]
    raise CourseError(
        f"Which column of Canvas' gradebook is {column or assignment} is not clear; say it with "
        f"--column. There are: {', '.join(head[n] for n in own) or 'none'}."
    )
