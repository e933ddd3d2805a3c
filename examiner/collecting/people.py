"""The platform's list of people: Moodle's grading worksheet, Canvas' gradebook export, or a table.

Columns are known by their titles, in English and German. Rows stay as they were read: what goes
back to the platform is made of them (`examiner.marks.returning`).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePath

from examiner.collecting.tables import read_table
from examiner.course import CourseError
from homework.files import shown

LARGEST = 20 * 2**20
# By what a column says: its titles. Moodle's are lang/en/assign.php (recordid, lastmodifiedgrade,
# maxgrade) and its German translation; Canvas' are lib/gradebook_exporter.rb.
TITLES = {
    "identifier": "identifier|id",
    "name": "full name|vollständiger name|name|student|student name",
    "first": "first name|firstname|vorname",
    "last": "last name|lastname|surname|nachname|familienname",
    "id": "id number|id-nummer|sis user id|number|student number|student id|matriculation number|"
    "matriculation|matrikelnummer|matrikelnr|matrikelnr.|matrikel",
    "login": "username|user name|login|sis login id|anmeldename|nutzernamen|nutzername|"
    "benutzername",
    "email": "email address|email|e-mail|e-mail-adresse|mail",
    "group": "group|gruppe|team",
    "status": "status",
    "arrived": "last modified (submission)|zuletzt geändert (abgabe)|arrived|submitted at",
    "grade": "grade|bewertung",
    "most": "maximum grade|bestwertung",
    "modified": "last modified (grade)|zuletzt geändert (bewertung)",
    "comment": "feedback comments|feedback als kommentar",
}
FACTS = {title: fact for fact, titles in TITLES.items() for title in titles.split("|")}
MOODLE, CANVAS, TABLE = "moodle", "canvas", "table"
EXPECTED = (
    "expected is Moodle's grading worksheet (Identifier, Full name, Grade, Last modified (grade), "
    "...), Canvas' gradebook export (Student, ID, ..., Section), or a CSV whose first line has "
    "'number' or 'email', and 'name'"
)


@dataclass
class Person:
    """One row.

    Attributes
    ----------
    first, last, email, group : str
    number : str
        The platform's own: Moodle's participant, Canvas' ID.
    id : str
        What they are known by in the course; the first that there is of a student number, a login,
        and the name in front of an e-mail address.
    has_number : bool
        The id is a student number, so that what a student typed can be compared with it.
    arrived : str
        As the list says it.
    row : int
    """

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    number: str = ""
    has_number: bool = False
    group: str = ""
    arrived: str = ""
    row: int = 0

    @property
    def name(self):
        return " ".join(filter(None, [self.first, self.last]))


@dataclass
class People:
    """A list as it was read.

    Attributes
    ----------
    kind : str
        `MOODLE`, `CANVAS` or `TABLE`.
    rows : list of list of str
        With the header, as long as it is.
    columns : dict of str to int
        Places of the columns that are known.
    people : list of Person
    """

    kind: str
    rows: list
    columns: dict
    people: list = field(default_factory=list)


def read_people(data, name):
    """Read a list.

    Parameters
    ----------
    data : bytes
    name : str
        Of its file, for messages.

    Returns
    -------
    People

    Raises
    ------
    CourseError
        With what was expected and what was found.
    """
    rows = read_table(data, name, EXPECTED)
    columns, header = {}, rows[0]
    for place, title in enumerate(header):
        fact = FACTS.get(title.strip().lower())
        if fact:
            columns.setdefault(fact, place)
    kind = _kind(header, columns, name)
    found = People(kind, rows, columns)
    for number, row in enumerate(rows[1:], start=1):
        person = _person(row, columns, number, kind, name)
        if person is not None:
            found.people.append(person)
    _refuse_doubles(found, name)
    return found


def _kind(header, columns, name):
    titles = [title.strip().lower() for title in header]
    if {"identifier", "grade", "modified"} <= columns.keys():
        return MOODLE
    # gradebook_importer.rb, header?: these stand first, "Section" after them.
    if (titles[:2] == ["student", "id"] or titles[:3] == ["lastname", "firstname", "id"]) and (
        "section" in titles
    ):
        return CANVAS
    named = {"name", "last"} & columns.keys()
    if named and {"id", "identifier", "login", "email"} & columns.keys():
        return TABLE
    there = ", ".join(shown(title) for title in header[:12])
    raise CourseError(f"{name}: the columns are {there}; {EXPECTED}.")


def _person(row, columns, number, kind, name):
    def value(fact):
        return row[columns[fact]].strip() if fact in columns else ""

    if kind == CANVAS and not value("identifier").isdigit():
        return None  # "Points Possible", and what is posted by hand
    first, last = value("first"), value("last")
    if not (first or last):
        first, last = names_of(value("name"))
    own = re.search(r"\d+$", value("identifier"))
    email = value("email")
    student = value("id") or (value("identifier") if kind == TABLE else "")
    known = student or value("login") or email.partition("@")[0]
    if not (known or own):
        if first or last:
            who = shown(f"{first} {last}".strip())
            raise CourseError(
                f"{name}, line {number + 1}: {who} has no number, login or mail. Write one, or "
                "take the line out."
            )
        return None
    return Person(
        as_id(known) or _platforms_id(kind, own[0]),
        first,
        last,
        email,
        own[0] if own and kind != TABLE else "",
        bool(student),
        value("group"),
        "" if value("arrived") in ("", "-") else value("arrived"),
        number,
    )


def _platforms_id(kind, number):
    return participant(number) if kind == MOODLE else number


def participant(number):
    """The id of somebody of whom Moodle says a participant number alone.

    It is no student number: Moodle gives another one for each assignment.
    """
    return f"participant-{number}"


def as_id(text):
    """A word that can be a student's id, and so a folder's name."""
    return re.sub(r"[^\w.@+-]+", "-", composed(text)).strip("-.")[:100]


def names_of(name):
    """First and last name of a full one: "Lovelace, Ada" or "Ada Lovelace"."""
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.rpartition(" ")
    return first.strip(), last.strip()


def _refuse_doubles(found, name):
    rows = {}
    for person in found.people:
        other = rows.setdefault(person.id, person)
        if other is not person:
            raise CourseError(
                f"{name}, lines {other.row + 1} and {person.row + 1}: {shown(other.name)} and "
                f"{shown(person.name)} are both {shown(person.id)}. Correct one of them."
            )


def words_of(name):
    """A name as it can be compared: without order, case and signs."""
    return frozenset(re.findall(r"\w+", composed(name).casefold().replace("_", " ")))


def letters_of(name):
    """A name as Canvas writes it into files (content_zipper.rb, sanitize_file_name)."""
    return re.sub(r"\W", "", composed(name).casefold())


def composed(text):
    """A letter and its sign as one: macOS writes names of files with the sign apart."""
    return unicodedata.normalize("NFC", text)


def list_path(course):
    """Where the list that was given last is kept: what goes back is made of it.

    Parameters
    ----------
    course : Course

    Returns
    -------
    Path
    """
    return course.root / "downloaded" / course.assignment / "worksheet.csv"


def read_list(path):
    """Read the file of a list; see `read_people`."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise CourseError(f"{path} has {size // 2**20} MB, and is no list of people.")
        return read_people(path.read_bytes(), PurePath(path).name)
    except OSError as fault:
        raise CourseError(f"{path} cannot be read ({fault.strerror}).") from None
