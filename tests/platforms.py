"""Readers of what goes back, written to the rules of the platforms' own sources.

Moodle: mod/assign/feedback/file/importziplib.php, mod/assign/feedback/offline/importgradeslib.php
and locallib.php, lib/csvlib.class.php. Canvas: lib/gradebook_importer.rb, app/models/assignment.rb.
"""

import csv
import io
import re
import zipfile


def moodle_feedback(path, participants):
    """What Moodle files under whom, of "upload multiple feedback files in a zip".

    Parameters
    ----------
    path : Path
    participants : dict of str to str
        Names by number, as Moodle knows them.

    Returns
    -------
    dict of str to list of str
        Names of files by participant; what Moodle leaves out under None.
    """
    found = {}
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            own, name = _participant(entry.filename, participants)
            found.setdefault(own, []).append(name)
    return found


def _participant(path, participants):
    # is_valid_filename_for_import
    parts = path.split("/")
    if parts[-1][:1] in (".", "~"):
        return None, path
    while parts:
        pieces = parts.pop(0).split("_", 4)
        if len(pieces) < 4 or not re.fullmatch(r"\d+", pieces[1]):
            continue
        if pieces[1] not in participants or (pieces[2], pieces[3]) != ("assignsubmission", "file"):
            continue
        rest = pieces[4] if len(pieces) > 4 else ""
        return participants[pieces[1]], "/".join([rest, *parts]).lstrip("/")
    return None, path


def moodle_grades(
    data, participants, most, language=("Identifier", "Grade", "Last modified (grade)")
):
    """Grades and comments that Moodle takes from a worksheet, by participant.

    Raises
    ------
    ValueError
        Where it refuses the whole file.
    """
    rows = list(csv.reader(io.StringIO(data.decode("utf-8").removeprefix("\ufeff"), newline="")))
    head = rows[0]
    if any(len(row) != len(head) for row in rows):  # csvweirdcolumns
        raise ValueError("a row has another length")
    places = [head.index(title) for title in language]  # init: all three, or invalidgradeimport
    comment = head.index("Feedback comments") if "Feedback comments" in head else None
    taken, hidden = {}, len("Participant ")
    for row in rows[1:]:
        number = row[places[0]][hidden:]  # next: the prefix is cut off by its length
        if number not in participants:
            raise ValueError(f"{row[places[0]]} is nobody")  # Moodle passes over; we never write it
        grade = row[places[1]]
        # process_import_grades: without a value, or out of range, it is skipped
        if grade == "" or not 0 <= float(grade) <= most:
            continue
        taken[participants[number]] = (float(grade), row[comment] if comment else "")
    return taken


def canvas_grades(data, students, titles):
    """Grades that Canvas takes from a gradebook, by student.

    Parameters
    ----------
    data : bytes
    students : dict of str to str
        Names by Canvas' own number.
    titles : collection of str
        Of the assignments that it knows, each with its number.
    """
    rows = list(csv.reader(io.StringIO(data.decode("utf-8").removeprefix("\ufeff"), newline="")))
    head = rows[0]
    # header?
    if not ("Student" in head[0] and "ID" in head[1]):
        raise ValueError("no row of students")
    count = 3 + ("SIS Login ID" in head) + ("SIS User ID" in head)
    if "Section" not in head[count - 1]:
        raise ValueError("Section does not stand before the assignments")
    unknown = [title for title in head[count:] if title not in titles]
    if unknown:
        raise ValueError(f"{unknown} would become new assignments")
    taken = {}
    for row in rows[1:]:
        if "Points Possible" in row[0] or not "".join(row).strip():
            continue
        if row[1] not in students:
            raise ValueError(f"{row[0]} would become a new student")
        for place, title in enumerate(head[count:], start=count):
            if row[place].strip():
                taken[students[row[1]], title] = float(row[place])
    return taken


def canvas_comments(names, attachments):
    """Of uploaded files whose comments they become: (user, attachment) pairs that Canvas knows."""
    found = {}
    for name in names:
        # infer_comment_context_from_filename
        pieces = [each for each in name.split("/")[-1].split("_") if re.fullmatch(r"\d+", each)][:2]
        found[name] = tuple(pieces) if tuple(pieces) in attachments else None
    return found
