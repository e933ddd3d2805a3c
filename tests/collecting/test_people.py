"""A platform's list is read as it was saved, and what is none is refused with what was expected."""

import unicodedata

import pytest
from downloads import MOODLE_HEAD, moodle_row, table

from examiner.collecting.moments import as_person_writes
from examiner.collecting.people import as_id, letters_of, read_people, words_of
from examiner.course import CourseError

ROWS = [MOODLE_HEAD, moodle_row(11, "Ada Lovelace"), moodle_row(12, "Zoë Łukasz-Ça")]


def people(rows, **options):
    return read_people(table(rows, **options), "list.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_is_read_whatever_a_spreadsheet_made_of_it(encoding, delimiter):
    found = people(ROWS, encoding=encoding, delimiter=delimiter)
    assert found.kind == "moodle" and [e.number for e in found.people] == ["11", "12"]
    assert (found.people[1].first, found.people[1].last) == ("Zoë", "Łukasz-Ça")
    assert found.rows == ROWS


def test_what_excel_writes_before_a_table_and_old_encodings_are_read():
    data = b"sep=;\r\n" + table([["number", "name"], ["12", "Zoë"]], ";", "cp1252")
    assert read_people(data, "x").people[0].name == "Zoë"


def test_the_id_is_a_student_number_else_a_login_else_the_name_of_the_mail():
    head = [
        "Identifier",
        "Full name",
        "ID number",
        "Email address",
        "Grade",
        "Last modified (grade)",
    ]
    rows = [
        ["Participant 1", "A B", "1234567", "a@x", "", "-"],
        ["Participant 2", "C D", "", "c.d@x", "", "-"],
        ["Participant 3", "E F", "", "", "", "-"],
    ]
    found = people([head, *rows]).people
    assert [e.id for e in found] == ["1234567", "c.d", "participant-3"]
    assert [e.has_number for e in found] == [True, False, False]


def test_canvas_and_stud_ip_and_a_plain_table_are_known():
    canvas = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "HW3 (4711)"],
        ["    Points Possible", "", "", "", "", "10"],
        ["Lovelace, Ada", "77", "1234567", "ada1", "A", ""],
    ]
    found = people(canvas)
    assert (found.kind, found.people[0].id, found.people[0].number) == ("canvas", "1234567", "77")
    assert found.people[0].name == "Ada Lovelace" and found.people[0].row == 2
    studip = [["Vorname", "Nachname", "Nutzernamen", "E-Mail", "Matrikelnummer"],
              ["Ada", "Lovelace", "lovelaad", "a@x", "1234567"]]  # fmt: skip
    assert people(studip, delimiter=";").people[0].id == "1234567"
    found = people([["ID", "Name"], ["1234567", "Lovelace, Ada"]])
    assert (found.kind, found.people[0].id, found.people[0].last) == (
        "table",
        "1234567",
        "Lovelace",
    )


def test_a_person_of_whom_a_list_says_nothing_but_the_name_is_no_silent_loss():
    rows = [["number", "name"], ["12", "Zoë"], ["", "Ada Lovelace"], ["", ""]]
    with pytest.raises(CourseError, match=r"list\.csv, line 3: Ada Lovelace has no number"):
        people(rows)
    assert len(people([*rows[:2], rows[3]]).people) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty; expected is Moodle's grading worksheet"),
        (b"PK\x03\x04", "is a workbook; save it as CSV"),
        (b"<!doctype html><html>", "is a web page and no list"),
        (b"colour,shape\nred,round\n", "the columns are colour, shape; expected is Moodle's"),
        (b"a" * 200_000, "expected is Moodle's"),
        (b"number,name\n1,A,b,c\n", "line 2: 4 values for 2 columns"),
        (b"number,name\n1,Ada\n1,Ben\n", "lines 2 and 3: Ada and Ben are both 1"),
    ],
)
def test_what_is_no_list_is_refused_with_what_was_found(data, said):
    with pytest.raises(CourseError, match=said):
        read_people(data, "list.csv")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Wednesday, 2 December 2026, 9:30 AM", "2026-12-02 09:30"),
        ("Wednesday, 2 December 2026, 12:05\u202fAM", "2026-12-02 00:05"),
        ("Wednesday, 2 December 2026, 12:05 PM", "2026-12-02 12:05"),
        ("Mittwoch, 2. März 2026, 14:30", "2026-03-02 14:30"),
        ("2026-12-02 09:30", "2026-12-02 09:30"),
        ("mercredi 2 décembre 2026, 09:30", "mercredi 2 décembre 2026, 09:30"),
        ("Wednesday, 31 February 2026, 9:30 AM", "Wednesday, 31 February 2026, 9:30 AM"),
    ],
)
def test_moodles_times_become_what_a_person_would_write_and_others_stay(text, time):
    assert as_person_writes(text) == time


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_letter_and_its_sign_are_one_name_however_a_system_writes_them(form):
    name = unicodedata.normalize(form, "Zoë Müller")
    assert as_id(name) == "Zoë-Müller"
    assert words_of(name) == {"zoë", "müller"} and letters_of(name) == "zoëmüller"
