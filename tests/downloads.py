"""Platforms' downloads for tests, and the lists that go with them."""

import csv
import io
import zipfile

from made_up_course import notebook_text

BOOK = notebook_text([]).encode()
MOODLE_HEAD = [
    "Identifier",
    "Full name",
    "Email address",
    "Status",
    "Grade",
    "Maximum Grade",
    "Grade can be changed",
    "Last modified (submission)",
    "Last modified (grade)",
    "Feedback comments",
]


def zipped(files):
    """A zip's bytes, of contents by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def receipt(number, name="Ada Lovelace", packed="2026-12-01 10:00:00"):
    """As `homework.submit` writes it."""
    return f"hw3 of {name}, {number}\npacked {packed} UTC\n\n".encode()


def packed(number=None, books=("ex1.ipynb", "ex2.ipynb"), book=BOOK, **words):
    """What `homework.submit` packs; without a receipt where no number is given."""
    files = dict.fromkeys(books, book)
    return zipped(files | ({"receipt.txt": receipt(number, **words)} if number else {}))


def moodle_row(number, name, arrived="-", most="10.00", **values):
    """A row of Moodle's grading worksheet; see `MOODLE_HEAD`."""
    first = name.split()[0].lower()
    row = [f"Participant {number}", name, f"{first}@uni.example", "Submitted for grading", "", most]
    row += ["Yes", arrived, "-", ""]
    return [values.get(title, value) for title, value in zip(MOODLE_HEAD, row, strict=True)]


def table(rows, delimiter=",", encoding="utf-8"):
    """The bytes of a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)
