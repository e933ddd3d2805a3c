"""``python -m examiner return``: feedback where it is stale, and all that platforms take back."""

import csv
import io
import os
import zipfile
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log

from examiner.collecting.collected import Collected
from examiner.collecting.people import CANVAS, MOODLE, list_path, read_list
from examiner.collecting.platforms import told_by
from examiner.converting import configuration, convert
from examiner.course import ASSIGNMENT, KIT, Course, CourseError, notes_in
from examiner.kit import step
from examiner.marks.exports import TaskExport, above_maximum
from examiner.marks.fresh import stale_in
from examiner.marks.reading import marks_by_cell
from examiner.marks.released import SECRET, ReleaseToWhoCame
from examiner.marks.returning import canvas, moodle
from examiner.marks.returning.addressees import strangers, students_of
from examiner.marks.returning.marks import marks_of
from examiner.marks.returning.page import page_of
from examiner.marks.standing import standing_of
from examiner.status import feedback_zip
from homework.files import replace, shown

OPTIONS = {
    "assignment": ASSIGNMENT,
    "--worksheet": {"help": "the platform's newest list; by default the one given to collect"},
    "--column": {"help": "the assignment's title in Canvas, where it is another"},
    "--partial": {
        "action": "store_true",
        "help": "also while answers wait or submissions are not graded; a column says so",
    },
}
FEW = 5


def return_(assignment=None, worksheet=None, column=None, partial=False):
    """The command.

    Parameters
    ----------
    assignment : str, optional
    worksheet, column : str, optional
    partial : bool
    """
    course = Course(KIT, assignment)
    given = Path(worksheet).expanduser() if worksheet else None
    print("\n".join(give_back(course, given, column, partial)))


def give_back(course, worksheet=None, column=None, partial=False):
    """Write all that goes back into ``dist/``.

    Parameters
    ----------
    course : Course
    worksheet : Path, optional
    column : str, optional
    partial : bool

    Returns
    -------
    list of str
        What was written, and who got nothing and why.

    Raises
    ------
    CourseError
        While answers wait, and where a list cannot be used; nothing is written then.
    """
    people = standing_of(course)
    if not partial:
        _refuse_while_open(course, people)
    given = worksheet or list_path(course)
    listed = read_list(given) if worksheet or given.is_file() else None
    outcomes, marks = Collected(course).outcomes(), marks_of(course)
    if not marks:
        raise CourseError(f"Nobody was graded yet. Run: {step('grade')}")
    wrong = above_maximum(marks_by_cell(course))
    outdated = {each.student for each in people if each.handed_in and each.outdated}
    marks = {s: mark for s, mark in marks.items() if s not in wrong and s not in outdated}
    tables, notes = _tables(course, listed, outcomes, marks, column, partial)
    notes += [
        f"{shown(each)}: not given back, above its maximum is {wrong[each]}" for each in wrong
    ]
    notes += [
        f"{shown(each)}: not given back, its mark is older than what was handed in or its deadline"
        for each in sorted(outdated)
    ]
    notes += _fresh(course)
    lines = [_write(course, f"{name}.csv", rows) for name, rows in tables.items()]
    _marks(course, partial, outdated)
    # Last: it is by this file that a later look knows that all was exported.
    lines += _pages(course, listed, outcomes, marks, notes)
    lines += _released(course, {*wrong, *outdated})
    if worksheet:
        list_path(course).parent.mkdir(parents=True, exist_ok=True)
        replace(list_path(course), worksheet.read_bytes())
    return lines + notes


def _refuse_while_open(course, people):
    faults = []
    waiting = [each for each in people if each.waiting]
    if waiting:
        count = sum(each.waiting for each in waiting)
        faults.append(f"{count} answers of {_names(waiting)} wait to be marked: {step('mark')}")
    new = [each for each in people if each.handed_in and not each.graded and not each.error]
    if new:
        faults.append(f"{_names(new)} handed in and is not graded: {step('grade')}")
    broken = [each for each in people if each.error]
    if broken:
        faults.append(
            f"{_names(broken)} could not be graded: python -m examiner page {course.assignment}"
        )
    if faults:
        lines = "\n  ".join(["Nothing is given back yet; --partial does it all the same.", *faults])
        raise CourseError(lines)


def _names(people):
    names = ", ".join(shown(each.name or each.student) for each in people[:FEW])
    return names + (f" and {len(people) - FEW} more" if len(people) > FEW else "")


def _fresh(course):
    """Write the pages that are stale, one student at a time: a fault is one student's."""
    notes = []
    config = configuration(course.root, course.gradebook_url)
    for student in stale_in(course):
        done = convert(GenerateFeedback, config, course.assignment, student)
        if not done["success"]:
            reason = (done.get("error") or done["log"]).strip().splitlines()[-1:]
            notes.append(f"{shown(student)}: the page could not be written ({' '.join(reason)})")
    return notes


def _tables(course, listed, outcomes, marks, column, partial):
    """The platform's own files, by their names in dist/, and who is in none of them."""
    name, notes, found = course.assignment, [], {}
    if listed and listed.kind == CANVAS:
        found[f"{name}-canvas"] = canvas.gradebook(listed, outcomes, marks, name, column)
        waiting = [mark for mark in marks.values() if mark.waiting]
        notes += [
            f"{shown(each.name or each.student)}: not in it, not all is marked" for each in waiting
        ]
    elif listed and listed.kind == MOODLE:
        found[f"{name}-worksheet"] = moodle.worksheet(listed, outcomes, marks, partial)
    elif not listed and any(told_by(each.upload)[0] == "moodle" for each in outcomes):
        own = moodle.people_of([e for e in outcomes if not e.refused or e.student in marks])
        found[f"{name}-worksheet"] = moodle.worksheet(own, outcomes, marks, partial)
        notes.append(
            "Moodle's own worksheet was not given (--worksheet): its language, its maximum and its "
            "teams are not known here."
        )
    if listed:
        notes += [
            f"{shown(each.name or each.student)}: not on the platform's list, so not in its file"
            for each in strangers(listed, outcomes, marks)
        ]
    return found, notes


def _write(course, name, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([map(_plain, row) for row in rows])
    path = course.root / "dist" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    # csvlib.class.php, load_csv_content: trim_utf8_bom; Canvas' export writes such a mark, too.
    replace(path, text.getvalue().encode("utf-8-sig"))
    return f"Wrote dist/{name}"


def _plain(text):
    """Spreadsheets take what begins so for a formula; a lone sign, and a number, is none."""
    risky = text[:1] in ("=", "+", "@", "\t", "\r") or (text[:1] == "-" and text[1:2].isalpha())
    return f"'{text}" if risky else text


def _marks(course, partial, outdated):
    """The marks by task, for whatever else reads a table."""
    name = f"{course.assignment}-marks.csv"
    export = TaskExport(to=str(course.root / "dist" / name), assignment=[course.assignment])
    export.partial, export.outdated = partial, outdated
    export.coursedir = CourseDirectory(root=str(course.root), db_url=course.gradebook_url)
    with Gradebook(course.gradebook_url) as gradebook:
        export.export(gradebook)


def _pages(course, listed, outcomes, marks, notes):
    """Pack the pages twice: as the platform takes them, and a folder a student."""
    # Also of one that was refused: what was collected before stays, and has a mark.
    ordered = sorted(outcomes, key=lambda each: not each.refused)
    uploads = {each.student: each.upload for each in ordered}
    members = {}
    if listed:
        for row, student in students_of(listed, outcomes).items():
            members.setdefault(student, []).append(
                next(each for each in listed.people if each.row == row)
            )
    own, packed = f"{course.assignment}.html", feedback_zip(course)
    by_student = packed.with_name(f"{course.assignment}-feedback-by-student.zip")
    with _Packing(packed) as platform, _Packing(by_student) as plain:
        for student, mark in marks.items():
            page = page_of(course, mark)
            if page is None:
                notes.append(f"{shown(student)}: there is no page of feedback")
                continue
            plain.add(f"{student} {mark.name}".strip() + f"/{own}", page)
            upload, people = uploads.get(student, ""), members.get(student, [])
            for place in _places(listed, upload, people, student):
                platform.add(place.format(own), page)
    return [f"Wrote dist/{packed.name}", f"Wrote dist/{by_student.name}"]


def _places(listed, upload, people, student):
    """Where a student's page lies in the zip for the platform."""
    kind = listed.kind if listed else told_by(upload)[0]
    if kind == MOODLE or told_by(upload)[0] == MOODLE:
        own = people if listed and listed.kind == MOODLE and people else [None]
        folders = [moodle.folder_for(upload, each) for each in own]
        return [f"{_braced(folder)}/{{}}" for folder in folders if folder]
    if told_by(upload)[0] == CANVAS:
        return [canvas.name_for(_braced(upload), "{}")]
    return [f"{_braced(student)}/{{}}"]


def _braced(text):
    return text.replace("{", "{{").replace("}", "}}")


class _Packing:
    """A zip that is written page by page, beside its place."""

    def __init__(self, path):
        self.path = path
        self.beside = path.with_name(f".{path.name}.part{os.getpid()}")

    def __enter__(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.archive = zipfile.ZipFile(self.beside, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        return self

    def add(self, name, data):
        self.archive.writestr(name, data)

    def __exit__(self, kind, *_):
        self.archive.close()
        if kind is None:
            os.replace(self.beside, self.path)
        self.beside.unlink(missing_ok=True)


def _released(course, without):
    """Put the feedback into the exchange, for those who came by it."""
    if not list(course.root.glob(f"submitted/*/{course.assignment}/{SECRET}")):
        return []
    config = configuration(course.root, course.gradebook_url)
    directory = CourseDirectory(config=config, assignment_id=course.assignment)
    left_out = [directory.student_id_exclude, *sorted(without)]
    directory.student_id_exclude = ",".join(filter(None, left_out))
    done = capture_log(ReleaseToWhoCame(coursedir=directory, config=config))
    if not done["success"]:
        reason = done["error"].strip().splitlines()[-1:]
        return [f"The exchange took no feedback ({' '.join(reason)})"]
    return ["Released the feedback in the exchange", *notes_in(done["log"])]
