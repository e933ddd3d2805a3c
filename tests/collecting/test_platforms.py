"""Whose a file is, by the names that Moodle, Canvas, Stud.IP and a plain folder give it."""

from pathlib import PurePosixPath

import pytest

from examiner.collecting.platforms import typed_in, uploads_of


def told(*paths):
    """Each upload with the platform's words, and the paths that the person gave the files."""
    uploads = uploads_of({PurePosixPath(path): path for path in paths}, "hw3")
    return [(e.upload, e.name, e.number, sorted(map(str, e.files))) for e in uploads]


MOODLE = "Ada Lovelace_98765_assignsubmission_file"


@pytest.mark.parametrize(
    ("path", "upload", "name", "number", "file"),
    [
        (f"{MOODLE}/hw3-1234567.zip", MOODLE, "Ada Lovelace", "98765", "hw3-1234567.zip"),
        (f"{MOODLE}_/hw3/ex1.ipynb", f"{MOODLE}_", "Ada Lovelace", "98765", "hw3/ex1.ipynb"),
        (f"{MOODLE}_my_ex1.ipynb", f"{MOODLE}_", "Ada Lovelace", "98765", "my_ex1.ipynb"),
        (f"wrapped/{MOODLE}_/x.zip", f"{MOODLE}_", "Ada Lovelace", "98765", "x.zip"),
        ("Participant_98766_assignsubmission_file_/x.zip",
         "Participant_98766_assignsubmission_file_", "Participant", "98766", "x.zip"),
        ("Team A_55_assignsubmission_file/x.zip", "Team A_55_assignsubmission_file", "Team A", "55",
         "x.zip"),
        ("Default group_assignsubmission_file/x.zip", "Default group_assignsubmission_file",
         "Default group", "", "x.zip"),
        ("lovelaceada_LATE_1_2_hw3-1234567-1.zip", "lovelaceada_LATE_1_2", "lovelaceada", "1",
         "hw3-1234567-1.zip"),
        ("lovelaceada_12345_67890_ex1-1.ipynb", "lovelaceada_12345_67890", "lovelaceada", "12345",
         "ex1-1.ipynb"),
        ("submissions/o_brien_12_34_x_5.zip", "o_brien_12_34", "o_brien", "12", "x_5.zip"),
        ("anon_x7Y2a_34_hw3.zip", "anon_x7Y2a_34", "", "x7Y2a", "hw3.zip"),
        ("LATE_anon_x7Y2a_34_hw3.zip", "LATE_anon_x7Y2a_34", "", "x7Y2a", "hw3.zip"),
        ("Lovelace_Ada_hw3-1234567.zip", "Lovelace_Ada_hw3-1234567.zip", "Lovelace Ada", "",
         "Lovelace_Ada_hw3-1234567.zip"),
        ("Abgaben/Lovelace, Ada/hw3-1 (1).zip", "Abgaben/Lovelace, Ada", "Lovelace, Ada", "",
         "hw3-1 (1).zip"),
        ("Lovelace, Ada/hw3/ex1.ipynb", "Lovelace, Ada", "Lovelace, Ada", "", "hw3/ex1.ipynb"),
        ("1234567/ex1.ipynb", "1234567", "", "1234567", "ex1.ipynb"),
        ("HW3_1234567.zip", "HW3_1234567.zip", "", "1234567", "HW3_1234567.zip"),
        ("Archive.zip", "Archive.zip", "", "", "Archive.zip"),
    ],
)  # fmt: skip
def test_each_form_tells_who_it_is_and_what_is_theirs(path, upload, name, number, file):
    assert told(path) == [(upload, name, number, [file])]


def test_files_and_texts_of_one_person_are_one_upload_and_namesakes_are_two():
    uploads = uploads_of(
        {
            PurePosixPath(path): path
            for path in (
                f"{MOODLE}_/ex1.ipynb",
                f"{MOODLE}_/ex2.ipynb",
                "Ada Lovelace_98765_assignsubmission_onlinetext_/onlinetext.html",
                "Ada Lovelace_11_assignsubmission_file_/ex1.ipynb",
                "Ben_12_assignsubmission_onlinetext_onlinetext.html",
            )
        },
        "hw3",
    )
    assert [(e.number, len(e.files), e.texts) for e in uploads] == [
        ("11", 1, 0),
        ("98765", 2, 1),
        ("12", 0, 1),
    ]
    assert uploads[1].upload == f"{MOODLE}_"


def test_canvas_puts_all_attachments_of_a_user_together_and_says_who_was_late():
    paths = ("a_1_2_ex1.ipynb", "a_1_3_ex2.ipynb", "b_LATE_2_4_x.zip", "c_3_text.html")
    uploads = uploads_of({PurePosixPath(path): path for path in paths}, "hw3")
    assert [(e.number, len(e.files), e.late, e.texts) for e in uploads] == [
        ("1", 2, False, 0),
        ("2", 1, True, 0),
        ("3", 0, False, 1),
    ]


def test_a_folder_of_zips_is_many_peoples_and_two_of_one_number_are_one_persons():
    assert told("all/hw3-123.zip", "all/hw3-123 (1).zip", "all/hw3-456.zip") == [
        ("all/hw3-123.zip", "", "123", ["hw3-123 (1).zip", "hw3-123.zip"]),
        ("all/hw3-456.zip", "", "456", ["hw3-456.zip"]),
    ]


def test_folders_of_people_lie_in_a_folder_or_not():
    assert told("x/Ada L/a.ipynb", "x/Ben B/b.ipynb") == [
        ("x/Ada L", "Ada L", "", ["a.ipynb"]),
        ("x/Ben B", "Ben B", "", ["b.ipynb"]),
    ]


@pytest.mark.parametrize(
    ("file", "number"),
    [
        ("hw3-1234567.zip", "1234567"),
        ("HW3-1234567.ZIP", "1234567"),
        ("hw3_1234567.zip", "1234567"),
        ("hw3-1234567(1).zip", "1234567"),
        ("hw3-1234567 (12).zip", "1234567"),
        ("hw3-1234567-1.zip", "1234567"),
        ("Lovelace_Ada_hw3-1234567.zip", "1234567"),
    ],
)
def test_a_zips_own_name_claims_a_number(file, number):
    assert typed_in(file, "hw3")[1] == number


@pytest.mark.parametrize(
    "file", ["Archive.zip", "hw33.zip", "hw3.zip", "hw3-12.zip", "hw4-123.zip"]
)
def test_other_names_claim_nothing(file):
    assert typed_in(file, "hw3") is None


def test_dated_files_in_peoples_own_folders_are_theirs_and_no_number_of_canvas():
    assert told("Ada L/hw3_2026_11_26.zip", "Ben B/hw3_2026_11_27.zip", "Cem/ex_1_2_a.ipynb") == [
        ("Ada L", "Ada L", "", ["hw3_2026_11_26.zip"]),
        ("Ben B", "Ben B", "", ["hw3_2026_11_27.zip"]),
        ("Cem", "Cem", "", ["ex_1_2_a.ipynb"]),
    ]
    assert told("hw3_2026_11_26.zip")[0][1:3] == ("", "")


@pytest.mark.parametrize("beside", ["submissions/lovelaceada_12_34_x/ex1.ipynb", "list.csv"])
def test_a_download_of_canvas_is_known_with_something_else_beside_it(beside):
    assert ("lovelaceada_12_34", "lovelaceada", "12", ["x.zip"]) in told(
        "submissions/lovelaceada_12_34_x.zip", "submissions/byronben_13_35_x.zip", beside
    )


def test_namesakes_with_different_numbers_are_two_and_one_with_one_number_is_one():
    names = ("Mueller_Lukas_hw3-111.zip", "Mueller_Lukas_hw3-222.zip")
    assert [each[1] for each in told(*names)] == ["Mueller Lukas"] * 2
    (one,) = told(names[0], "Mueller_Lukas_hw3-111 (1).zip")
    assert len(one[3]) == 2
