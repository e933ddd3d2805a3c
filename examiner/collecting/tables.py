"""A CSV file as a platform or a spreadsheet saved it: whatever its encoding and its separator."""

import csv
import io
import re

from examiner.course import CourseError


def read_table(data, name, expected):
    """The rows of a table, all as long as the first.

    Parameters
    ----------
    data : bytes
    name : str
        Of its file, for messages.
    expected : str
        What it should be, for messages.

    Returns
    -------
    list of list of str

    Raises
    ------
    CourseError
        Where it is none.
    """
    return _rows(_text(data, name), name, expected)


def _text(data, name):
    if data.startswith((b"PK", b"\xd0\xcf")):
        raise CourseError(f"{name} is a workbook; save it as CSV (in Excel: CSV UTF-8).")
    encoding = "utf-8-sig"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\0" in data[:100]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows(text, name, expected):
    lines = text.lstrip("\ufeff")
    # Excel writes and reads such a line.
    told = re.match(r"sep=(.)\r?\n", lines)
    if told:
        lines = lines[told.end() :]
    first = lines.split("\n", 1)[0]
    if "<html" in lines[:500].lower():
        raise CourseError(f"{name} is a web page and no list; {expected}.")
    try:
        delimiter = told[1] if told else max(",;\t", key=lambda each: _width(first, each))
        found = list(csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        raise CourseError(f"{name} is no CSV file ({fault}); {expected}.") from None
    rows = [row for row in found if any(map(str.strip, row))]
    if not rows:
        raise CourseError(f"{name} is empty; {expected}.")
    width = len(rows[0])
    for number, row in enumerate(rows[1:], start=2):
        if len(row) > width and any(map(str.strip, row[width:])):
            raise CourseError(
                f"{name}, line {number}: {len(row)} values for {width} columns. Save it anew from "
                "the platform."
            )
    return [(row + [""] * width)[:width] for row in rows]


def _width(line, delimiter):
    return len(next(csv.reader([line], delimiter=delimiter), []))
