"""What Moodle takes back. Each rule is one of its own source, whose file and function are named."""

import re

from examiner.collecting.people import FACTS, People, Person
from examiner.collecting.platforms import told_by
from examiner.marks.returning.addressees import students_of
from examiner.marks.returning.marks import as_grade, refuse_other_maximum

# lang/en/assign.php: what importgradeslib.php looks for (init): recordid, grade, lastmodifiedgrade,
# and the description of the feedback's field (feedback/comments/locallib.php, get_editor_fields).
LEAST = ("Identifier", "Full name", "Grade", "Last modified (grade)", "Feedback comments")
PARTIAL = "Partial"


def folder_for(upload, person=None):
    """The folder in which Moodle looks for a person's feedback.

    feedback/file/importziplib.php, is_valid_filename_for_import: a part of the path is cut at its
    first four underscores; the second piece is the participant's number, the third and fourth name
    a plugin, such as assignsubmission and file. The folders of Moodle's own download are so.

    Parameters
    ----------
    upload : str
        As Moodle called it; empty where nothing came from there.
    person : Person, optional
        Of Moodle's list.

    Returns
    -------
    str or None
        None where Moodle has no number for them.
    """
    pieces = upload.split("_", 4)
    numbered = len(pieces) >= 4 and pieces[1].isdigit() and pieces[2] == "assignsubmission"
    if numbered and (person is None or pieces[1] == person.number):
        return upload
    number = person.number if person else told_by(upload)[1]
    if not number:
        return None
    # downloader.php, get_student_prefix: an underscore in a name becomes a space.
    name = re.sub(r"[_/\\:*?\"<>|]+", " ", person.name if person else "").strip() or "Participant"
    return f"{name}_{number}_assignsubmission_file_"


def worksheet(people, outcomes, marks, partial=False):
    """Moodle's grading worksheet with grades and comments.

    The rows are those that Moodle wrote, so nobody is in it whom it does not know, and in its
    language, for feedback/offline/importgradeslib.php (init) looks for titles in that of who
    imports. Columns that it does not look for may stand there.

    Parameters
    ----------
    people : People
        Of Moodle's own worksheet.
    outcomes : list of Outcome
    marks : dict of str to Mark
    partial : bool
        Say in a column whose mark is not final.

    Returns
    -------
    list of list of str

    Raises
    ------
    CourseError
        Where Moodle's maximum is another: it would refuse grades, or take them for others.
    """
    rows = [list(row) for row in people.rows]
    at, students = people.columns, students_of(people, outcomes)
    for person in people.people:
        mark = marks.get(students[person.row])
        if mark is None:
            continue  # who handed nothing in keeps an empty grade, which is skipped; a 0 is not
        row = rows[person.row]
        if "most" in at:
            # locallib.php, process_import_grades: above the maximum is skipped without a word.
            refuse_other_maximum("Moodle", row[at["most"]], mark.most)
        # locallib.php, process_import_grades: unformat_float takes a point in every language.
        row[at["grade"]] = as_grade(mark.points)
        if "comment" in at:
            row[at["comment"]] = mark.comment
    if partial:
        waiting = {row: marks[s].waiting for row, s in students.items() if s in marks}
        rows[0].append(PARTIAL)
        for number, row in enumerate(rows[1:], start=1):
            row.append(f"{waiting[number]} not marked" if waiting.get(number) else "")
    return rows


def people_of(outcomes):
    """A worksheet of its own, where Moodle's was not given: of those whom its download names.

    importgradeslib.php (next) cuts "Participant " off and takes the rest for the number.
    """
    rows, found = [list(LEAST)], []
    for each in outcomes:
        platform, number = told_by(each.upload)
        if platform == "moodle" and number:
            rows.append([f"Participant {number}", each.name, "", "-", ""])
            found.append(Person(each.student, last=each.name, number=number, row=len(rows) - 1))
    columns = {FACTS[title.lower()]: place for place, title in enumerate(LEAST)}
    return People("moodle", rows, columns, found)
