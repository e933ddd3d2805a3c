"""No upload without an outcome, and whose it is the platform says."""

import unicodedata
import zipfile

import pytest
from downloads import BOOK, MOODLE_HEAD, moodle_row, packed, receipt, table, zipped
from made_up_course import course_in, notebook_text
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook

from examiner.collecting import collect as collecting
from examiner.collecting import download
from examiner.collecting.collect import collect_download, summary
from examiner.collecting.collected import Collected
from examiner.collecting.people import list_path
from examiner.collecting.untrusted import Most
from examiner.converting import config_of_the_kit
from examiner.course import CourseError
from examiner.grading.grade import not_collected

ADA, BEN, CEM = (
    f"{name}_{number}_assignsubmission_file_"
    for name, number in (("Ada Lovelace", 11), ("Ben Byron", 12), ("Cem Ça", 13))
)
LIST = [
    MOODLE_HEAD,
    moodle_row(11, "Ada Lovelace", "Wednesday, 2 December 2026, 9:30 AM"),
    moodle_row(12, "Ben Byron"),
    moodle_row(13, "Cem Ça"),
    moodle_row(14, "Dov Levi"),
]


@pytest.fixture
def course(tmp_path):
    return course_in(tmp_path / "course")


@pytest.fixture
def collect(course, tmp_path):
    """Collect files of a download; what became of each, by name, and what is said."""

    def run(files, people=None, name="class.zip"):
        download, worksheet = tmp_path / name, tmp_path / "list.csv"
        download.write_bytes(files if isinstance(files, bytes) else zipped(files))
        if people is not None:
            worksheet.write_bytes(people if isinstance(people, bytes) else table(people))
        done = collect_download(course, download, worksheet if people is not None else None)
        run.said = summary(*done)
        return {each.name or each.upload: each for each in done[0]}

    run.course = course
    return run


def submitted(course):
    """By student, what lies in the submission."""
    folders = sorted(course.root.glob("submitted/*/hw3"))
    return {
        each.parent.name: sorted(str(p.relative_to(each)) for p in each.rglob("*") if p.is_file())
        for each in folders
    }


def students(course):
    with Gradebook(course.gradebook_url) as gradebook:
        return {e.id: (e.first_name, e.last_name, e.email) for e in gradebook.students}


TWO = ["ex1.ipynb", "ex2.ipynb"]


def test_every_upload_has_one_outcome_and_the_record_holds_them(collect, course):
    done = collect(
        {
            f"{ADA}/hw3-1234567.zip": packed("1234567"),
            f"{BEN}/hw3.pdf": b"%PDF",
            f"{CEM}/hw3/ex1.ipynb": BOOK,
            "Dov_14_assignsubmission_file_/Archive.zip": zipped({}),
            "Eve_15_assignsubmission_file_/hw3-15.zip": zipped(
                {"x.zip": packed("1000015", name="Eve")}
            ),
            "Fay_16_assignsubmission_file_/hw3.rar": b"Rar!",
            "Gus_17_assignsubmission_onlinetext_/onlinetext.html": b"<p>",
            "Hal_18_assignsubmission_file_/hw3.zip": b"PK no zip",
            "Ida_19_assignsubmission_file_/": b"",
            "Jan_20_assignsubmission_file_/ex1.ipynb.txt": BOOK,
        }
    )
    assert {name: (each.outcome, each.why.split(";")[0]) for name, each in done.items()} == {
        "Ada Lovelace": ("collected", ""),
        "Ben Byron": ("refused", "no notebook in it, only hw3.pdf"),
        "Cem Ça": ("collected", ""),
        "Dov": ("refused", "no notebook in it"),
        "Eve": ("collected", ""),
        "Fay": (
            "refused",
            "hw3.rar is an archive that is not opened here. Ask for a zip of the notebooks",
        ),
        "Gus": ("refused", "no notebook, only a text that was typed into the platform"),
        "Hal": (
            "refused",
            "hw3.zip cannot be opened (File is not a zip file). Ask for a zip of the notebooks",
        ),
        "Ida": ("refused", "it is empty"),
        "Jan": ("collected", ""),
    }
    assert submitted(course) == {
        "participant-11": TWO,
        "participant-13": ["ex1.ipynb"],
        "participant-15": TWO,
        "participant-20": ["ex1.ipynb"],
    }
    assert collect.said[-1].startswith("10 uploads: 4 collected, 6 not: Ben Byron (participant-12)")
    assert len([line for line in collect.said if line.startswith("Ben Byron")]) == 1
    assert {e.name: e for e in Collected(course).outcomes()} == done
    assert students(course)["participant-11"] == ("Ada", "Lovelace", None)
    assert not list((course.root / "submitted").glob(".collecting*"))
    head, *lines = not_collected(course)
    assert head == "Not collected, and so not graded:" and len(lines) == 6


def test_names_mail_and_times_come_from_the_list_and_who_is_missing_is_known(
    collect, course, monkeypatch
):
    deadline = {"hw3": "2026-12-02 09:59 Europe/Berlin"}
    monkeypatch.setitem(config_of_the_kit().Deadline, "deadlines", deadline)
    done = collect({f"{ADA}/hw3-1234567.zip": packed("1234567")}, LIST)
    assert done["Ada Lovelace"].arrived == "2026-12-02 09:30"
    assert students(course) == {
        "ada": ("Ada", "Lovelace", "ada@uni.example"),
        "ben": ("Ben", "Byron", "ben@uni.example"),
        "cem": ("Cem", "Ça", "cem@uni.example"),
        "dov": ("Dov", "Levi", "dov@uni.example"),
    }
    assert list(submitted(course)) == ["ada"]
    arrived = (course.root / "submitted" / "ada" / "hw3.arrived").read_text()
    assert arrived == "2026-12-02 08:30:00.000000 UTC"
    assert collect.said[-1] == "On the list, and nothing handed in: Ben Byron, Cem Ça, Dov Levi."


def test_without_a_deadline_a_time_of_the_list_waits_for_its_zone(collect, course):
    collect({f"{ADA}/x.zip": packed()}, LIST)
    assert (course.root / "submitted" / "ada" / "hw3.arrived").read_text() == "2026-12-02 09:30"


NUMBERS = [
    ["number", "name", "email"],
    ["1234567", "Lovelace, Ada", "a@x"],
    ["7654321", "Ben Byron", ""],
]


def test_a_number_that_was_typed_is_compared_and_is_not_another_persons_mark(collect, course):
    done = collect({"Ada Lovelace/hw3-7654321.zip": packed("7654321")}, NUMBERS)
    assert list(submitted(course)) == ["1234567"]
    assert done["Ada Lovelace"].why == (
        "the student wrote 7654321, the number of Ben Byron; the platform says 1234567"
    )
    assert collect.said[1:3] == [
        "Needs a look:",
        f"  Ada Lovelace (1234567): {done['Ada Lovelace'].why}",
    ]


def test_a_list_without_the_platforms_numbers_knows_people_by_their_names(collect, course):
    done = collect({f"{ADA}/x.zip": packed(), "byronben_12_4_x.zip": packed()}, NUMBERS)
    assert list(submitted(course)) == ["1234567", "7654321"]
    assert {each.why for each in done.values()} == {""}


def test_two_persons_with_one_number_are_kept_apart_by_their_folders_and_named(collect, course):
    done = collect({f"{ADA}/hw3-5555555.zip": packed(), f"{BEN}/hw3-5555555.zip": packed()})
    assert list(submitted(course)) == ["participant-11", "participant-12"]
    assert done["Ada Lovelace"].why == "5555555 was also written by Ben Byron"
    assert done["Ben Byron"].why == "5555555 was also written by Ada Lovelace"
    collect({"Ada L/hw3-5555555.zip": packed(), "Ben B/hw3-5555555.zip": packed()})
    assert {"ada-l", "ben-b"} < set(submitted(course)) and "5555555" not in submitted(course)


def test_a_receipt_made_out_to_somebody_else_needs_a_look(collect):
    done = collect({f"{ADA}/hw3-123.zip": packed("123", name="Ben Byron")})
    assert done["Ada Lovelace"].why == "its receipt is made out to Ben Byron"
    assert collect({f"{BEN}/hw3-12.zip": packed("124", name="Byron, Ben")})["Ben Byron"].why == ""
    done = collect({"byronben_12_4_hw3-124-1.zip": packed("124", name="Ben Byron")})
    assert done["byronben"].why == ""


@pytest.mark.parametrize(
    "names", [("hw3-123.zip", "hw3-123(1).zip"), (f"{ADA}/a.zip", f"{ADA}/b.zip")]
)
@pytest.mark.parametrize("newer", [0, 1])
def test_of_two_uploads_the_newest_by_the_receipt_counts(collect, course, names, newer):
    times = ["2026-12-01 10:00:00", "2026-12-01 11:00:00"][:: 1 if newer else -1]
    contents = [
        packed("123", packed=time, book=BOOK + b" " * n) for n, time in enumerate(times, start=1)
    ]
    (done,) = collect(dict(zip(names, contents, strict=True))).values()
    assert done.outcome == "collected" and "is newer by their receipts and counts" in done.why
    (book,) = course.root.glob("submitted/*/hw3/ex1.ipynb")
    assert book.read_bytes() == BOOK + b" " * (newer + 1)


def test_of_two_canvas_attachments_the_later_counts(collect, course):
    files = {
        "lovelaceada_1_30_hw3-1.zip": packed(book=BOOK + b" "),
        "lovelaceada_1_4_hw3.zip": packed(),
    }
    (done,) = collect(files).values()
    assert "by the platform's numbers" in done.why
    assert (course.root / "submitted/1/hw3/ex1.ipynb").read_bytes() == BOOK + b" "


def test_where_nothing_says_which_is_newer_both_are_there_to_be_compared(collect, course):
    done = collect({f"{ADA}/a.zip": packed(), f"{ADA}/b.zip": packed(book=BOOK + b" ")})
    assert "nothing says which is newer of a.zip, b.zip" in done["Ada Lovelace"].why
    assert submitted(course)["participant-11"] == [
        "b - ex1.ipynb", "b - ex2.ipynb", "ex1.ipynb", "ex2.ipynb"
    ]  # fmt: skip


def test_zips_with_a_notebook_each_are_one_submission(collect, course):
    done = collect(
        {f"{ADA}/1.zip": packed(books=["ex1.ipynb"]), f"{ADA}/2.zip": packed(books=["ex2.ipynb"])}
    )
    assert done["Ada Lovelace"].why == "" and submitted(course)["participant-11"] == TWO


def test_one_person_under_two_names_is_one_person(collect, course):
    old, new = (
        packed("123", packed="2026-12-01 10:00:00"),
        packed("123", packed="2026-12-01 11:00:00"),
    )
    rows = [["number", "name"], ["123", "Ada Lovelace"]]
    collect({"Ada Lovelace/a.zip": old, "Lovelace, Ada/hw3-123.zip": new}, rows)
    outcomes = Collected(course).outcomes()
    assert [(e.upload, e.outcome) for e in outcomes] == [
        ("Ada Lovelace", "refused"),
        ("Lovelace, Ada", "collected"),
    ]
    assert outcomes[0].why == "Lovelace, Ada is newer by its receipt"


def test_a_plain_folder_and_a_zip_without_an_owner(collect, course, tmp_path):
    folder = tmp_path / "uploads"
    folder.mkdir()
    (folder / "hw3-123.zip").write_bytes(packed("123"))
    (folder / "Archive.zip").write_bytes(packed())
    (folder / "mine.zip").write_bytes(packed("456", name="Eve E"))
    (folder / "link.zip").symlink_to("/etc/passwd")
    outcomes, _ = collect_download(course, folder)
    assert {e.upload: (e.student, e.outcome) for e in outcomes} == {
        "hw3-123.zip": ("123", "collected"),
        "Archive.zip": ("", "refused"),
        "mine.zip": ("456", "collected"),
        "link.zip": ("", "refused"),
    }
    why = {e.upload: e.why for e in outcomes}
    assert why["Archive.zip"].startswith("nothing says whose it is; ask, and call it hw3-<student")
    assert "is a link" in why["link.zip"]
    assert why["mine.zip"] == "nothing but its receipt says whose it is"


def test_a_team_is_one_upload_and_its_members_did_not_hand_in_nothing(collect, course):
    head = [*MOODLE_HEAD, "Group"]
    members = ((11, "Ada A", "Team One"), (12, "Ben B", "Team One"), (13, "Cem C", "Team Two"))
    rows = [[*moodle_row(number, name), group] for number, name, group in members]
    collect({"Team One_55_assignsubmission_file_/hw3.zip": packed()}, [head, *rows])
    assert list(submitted(course)) == ["team-55"]
    assert (
        students(course)["team-55"] == ("", "Team One", None)
        or students(course)["team-55"][1] == "Team One"
    )
    assert collect.said[-1] == "On the list, and nothing handed in: Cem C."


def test_a_second_call_takes_what_is_new_and_keeps_the_earlier_one(collect, course):
    collect({f"{ADA}/x.zip": packed(), f"{BEN}/x.zip": packed()})
    before = (course.root / "submitted/participant-11/hw3").stat().st_ino
    done = collect(
        {f"{ADA}/x.zip": packed(), f"{BEN}/x.zip": packed(book=BOOK + b" "), f"{CEM}/x.zip": b""}
    )
    assert [each.outcome for each in done.values()] == [
        "collected",
        "replaced an earlier one",
        "refused",
    ]
    assert (course.root / "submitted/participant-11/hw3").stat().st_ino == before
    assert (course.root / "submitted/participant-12/hw3.earlier/ex1.ipynb").read_bytes() == BOOK
    # One that is refused costs nothing of what was collected, and the others stay written.
    done = collect({f"{BEN}/x.zip": b"no zip"})
    assert done["Ben Byron"].why.endswith("; what was collected before stays")
    assert (course.root / "submitted/participant-12/hw3/ex1.ipynb").exists()
    assert len(Collected(course).outcomes()) == 3


def test_who_was_collected_before_the_list_was_given_keeps_the_id(collect, course):
    collect({f"{ADA}/x.zip": packed()})
    done = collect({f"{ADA}/x.zip": packed()}, LIST)
    assert done["Ada Lovelace"].student == "participant-11"
    assert students(course)["participant-11"] == ("Ada", "Lovelace", "ada@uni.example")
    assert "ada" not in students(course)
    # The list is kept, and read the next time.
    assert list_path(course).read_bytes() == table(LIST)
    collect({f"{ADA}/x.zip": packed()})
    assert collect.said[-1].startswith("On the list, and nothing handed in: Ben Byron, ")


def test_a_call_that_was_stopped_leaves_nothing_half_and_the_next_goes_on(
    collect, course, monkeypatch
):
    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(collecting, "_refuse_all_but_the_newest", stop)
        collect({f"{ADA}/x.zip": packed()})
    assert submitted(course) == {} and not Collected(course).path.exists()
    (course.root / "submitted" / ".collecting-left" / "0").mkdir(parents=True)
    collect({f"{ADA}/x.zip": packed()})
    assert [each.name for each in (course.root / "submitted").iterdir()] == ["participant-11"]


# A list that is older than what came.

LATER = [MOODLE_HEAD, moodle_row(11, "Ada Lovelace", "Saturday, 5 December 2026, 6:00 PM")]


@pytest.fixture
def collect_by(collect, course, monkeypatch):
    """Collect what Ada handed in; what is said of it, and the time that counts."""
    deadline = {"hw3": "2026-12-02 09:59 Europe/Berlin"}
    monkeypatch.setitem(config_of_the_kit().Deadline, "deadlines", deadline)
    arrived = course.root / "submitted" / "ada" / "hw3.arrived"

    def run(data, people=None):
        done = collect({f"{ADA}/x.zip": data, f"{BEN}/x.zip": packed()}, people)
        run.ben = done["Ben Byron"].why
        return done["Ada Lovelace"].why, arrived.read_text()[:16] if arrived.exists() else ""

    return run


OLDER = (
    "the list says 2026-12-02 09:30, when an earlier one came: give the newest with --worksheet, "
    "or it is never late"
)


def test_what_came_after_the_list_was_downloaded_does_not_get_the_earlier_time(collect_by):
    assert collect_by(packed(), LIST) == ("", "2026-12-02 08:30")
    assert collect_by.ben == (
        "the list knows of no upload: give the newest with --worksheet, or it is never late"
    )
    again = packed(book=BOOK + b" ")
    assert collect_by(again) == (OLDER, "")
    assert collect_by(again) == (OLDER, "")
    assert collect_by(again, LATER) == ("", "2026-12-05 17:00")
    assert collect_by(again, LATER) == ("", "2026-12-05 17:00")


def test_an_upload_that_was_refused_in_between_makes_an_older_list_no_newer(collect_by):
    collect_by(packed(), LIST)
    assert collect_by(b"no zip")[1] == "2026-12-02 08:30"
    assert collect_by(packed(book=BOOK + b" ")) == (OLDER, "")


def test_without_a_deadline_an_older_list_says_no_time_either(collect, course):
    collect({f"{ADA}/x.zip": packed()}, LIST)
    done = collect({f"{ADA}/x.zip": packed(book=BOOK + b" ")})
    assert done["Ada Lovelace"].why == OLDER
    assert not (course.root / "submitted" / "ada" / "hw3.arrived").exists()


# Whose it is, the next time.


def test_files_of_one_name_from_different_people_do_not_replace_each_other(collect, course):
    for number, name in (("1111111", "Ada Lovelace"), ("2222222", "Ben Byron")):
        collect({"hw3.zip": packed(number, name=name, book=BOOK + number.encode())})
    for number in ("1111111", "2222222"):
        book = course.folder("submitted", number) / "ex1.ipynb"
        assert book.read_bytes() == BOOK + number.encode()
    assert students(course)["1111111"][:2] == ("Ada", "Lovelace")


CANVAS = [
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "HW3 (4711)"],
    ["Lovelace, Ada", "98765", "1234567", "ada1", "A", ""],
]


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [
        ("lovelaceada_98765_1_x.zip", "lovelaceada_LATE_98765_9_x.zip", CANVAS),
        (f"{ADA}/x.zip", f"{ADA[:-1]}/x.zip", LIST),
        (f"{ADA}/x.zip", f"{ADA}x.zip", LIST),
        ("one/Ada Lovelace/hw3-123.zip", "two/Ada Lovelace/hw3-1234567.zip", NUMBERS),
        ("one/Ada Lovelace/hw3-123.zip", "two/Ada Lovelace/hw3.zip", None),
    ],
)
def test_who_hands_in_once_more_stays_the_same_student(collect, course, first, second, people):
    collect({first: packed(), "one/Eve E/x.zip" if "one" in first else "_": packed()})
    before = set(submitted(course))
    beside = {"two/Eve E/x.zip": packed()} if "two" in second else {}
    done = collect({second: packed(book=BOOK + b" "), **beside}, people)
    assert set(submitted(course)) == before
    assert "replaced an earlier one" in {each.outcome for each in done.values()}


def test_a_namesake_in_another_download_and_folders_with_numbers_are_nobody_else(collect, course):
    collect({"one/Ada L/hw3-111.zip": packed("111"), "one/Eve E/x.zip": packed()})
    collect({"two/Ada L/hw3-222.zip": packed("222"), "two/Eve E/x.zip": packed()})
    assert set(submitted(course)) == {"111", "222", "eve-e"}
    for _ in range(2):
        done = collect({"Team_1_2/x.zip": packed(), "Team_1_3/x.zip": packed(book=BOOK + b" ")})
        assert [each.student for each in done.values()] == ["team-1-2", "team-1-3"]


def test_a_group_with_a_participants_number_is_not_that_participant(collect, course):
    people = ((11, "Ada Lovelace", "Team Blau"), (12, "Ben Byron", "Team Rot"))
    rows = [[*moodle_row(number, name), group] for number, name, group in people]
    collect(
        {"Team Rot_11_assignsubmission_file_/hw3.zip": packed()}, [[*MOODLE_HEAD, "Group"], *rows]
    )
    assert list(submitted(course)) == ["team-11"]
    assert collect.said[-1] == "On the list, and nothing handed in: Ada Lovelace."


@pytest.mark.parametrize("people", [None, [["number", "name"], ["1234567", "Zoë Müller"]]])
def test_a_name_is_one_persons_in_whatever_form_a_system_writes_it(collect, course, people):
    for number, form in enumerate(("NFD", "NFC")):
        name = unicodedata.normalize(form, "Zoë Müller")
        collect({f"{name}/hw3.zip": packed(book=BOOK + b" " * number)}, people)
    assert len(submitted(course)) == 1 and len(students(course)) == 1


# Of several zips.


def claiming(*names):
    return notebook_text([new_code_cell("1", id=name) for name in names]).encode()


def test_a_notebook_that_only_an_older_zip_holds_counts_and_it_is_said(collect, course):
    files = {"a": {"ex1.ipynb": b"1", "ex2.ipynb": b"1"}, "b": {"ex1.ipynb": b"2"}}
    files |= {"c": {"ex2.ipynb": b"3", "ex3.ipynb": b"3"}}
    done = collect(
        {f"lovelaceada_1_{n}_{name}.zip": zipped(files[name]) for n, name in enumerate("abc", 2)}
    )
    folder = course.folder("submitted", "1")
    assert [(folder / f"ex{n}.ipynb").read_bytes() for n in (1, 2, 3)] == [b"2", b"3", b"3"]
    assert done["lovelaceada"].why == (
        "c.zip is newer by the platform's numbers and counts, not a.zip, b.zip; ex1.ipynb is in no "
        "newer one than b.zip, and counts"
    )
    assert len(submitted(course)["1"]) == 3


def test_an_older_version_under_another_name_is_in_nobodys_way(collect, course):
    first, second = claiming("a", "b", "c"), claiming("a", "b", "d")
    files = {"lovelaceada_1_2_a.zip": zipped({"ex1.ipynb": first, "ex2.ipynb": BOOK})}
    files |= {"lovelaceada_1_3_b.zip": zipped({"ex1 final.ipynb": second, "ex2.ipynb": BOOK})}
    done = collect(files)
    assert submitted(course)["1"] == ["ex1 final.ipynb", "ex2.ipynb"]
    assert done["lovelaceada"].why.endswith("and counts, not a.zip")


def test_receipts_count_towards_what_the_zips_of_one_student_may_hold(collect, monkeypatch):
    from examiner.collecting import packages

    monkeypatch.setattr(packages, "LARGEST", 5000)
    large = zipped({"receipt.txt": b"0" * 4000, "ex1.ipynb": BOOK})
    done = collect({f"{ADA}/a.zip": large, f"{ADA}/b.zip": large})
    assert "b.zip cannot be opened (receipt.txt is larger than" in done["Ada Lovelace"].why


# What a folder holds.


def test_a_folder_with_more_files_than_are_looked_at_is_refused(course, tmp_path, monkeypatch):
    monkeypatch.setattr(download, "MOST", Most(entries=5, size=2**60))
    for name in ("Ada", "Ben", "Cem"):
        (tmp_path / "all" / name).mkdir(parents=True)
        (tmp_path / "all" / name / "ex1.ipynb").write_bytes(BOOK)
    with pytest.raises(CourseError, match=r"holds more than 5 files, .* nothing was collected"):
        collect_download(course, tmp_path / "all")
    assert submitted(course) == {}
    monkeypatch.setattr(download, "MOST", Most(entries=6, size=2**60))
    collect_download(course, tmp_path / "all")
    assert len(submitted(course)) == 3


@pytest.mark.parametrize("name", [".hw3.zip", "Thumbs.db", ".ipynb_checkpoints/ex1.ipynb"])
def test_an_upload_that_holds_only_what_is_hidden_has_an_outcome(collect, name):
    done = collect({f"{ADA}/{name}": packed(), f"{BEN}/x.zip": packed(), f"{BEN}/{name}": b""})
    assert (done["Ada Lovelace"].outcome, done["Ada Lovelace"].why) == ("refused", "it is empty")
    assert (done["Ben Byron"].outcome, len(done)) == ("collected", 2)


# What cannot be read.


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({f"{ADA}/ex1.ipynb": BOOK * 50})[:-40], "is a zip that breaks off after 0.0 MB"),
        (b"", "is empty"),
        (b"<!DOCTYPE html><html>Log in", "is a web page and no zip"),
        (b"7z\xbc\xaf", "is no zip"),
        (zipped({}), "holds no files"),
    ],
)
def test_a_download_that_cannot_be_read_is_refused_whole(collect, course, data, said):
    with pytest.raises(CourseError, match=said):
        collect(data)
    assert submitted(course) == {} and not Collected(course).path.exists()


def test_a_download_that_is_not_there_is_told(course, tmp_path):
    with pytest.raises(CourseError, match="cannot be read"):
        collect_download(course, tmp_path / "nothing.zip")


def test_a_list_of_another_course_is_refused_and_nothing_is_collected(collect, course):
    others = [MOODLE_HEAD, moodle_row(98, "Zoe Z")]
    with pytest.raises(
        CourseError, match=r"None of the 1 uploads is on the list .*list.csv .*Zoe Z"
    ):
        collect({f"{ADA}/x.zip": packed()}, others)
    assert submitted(course) == {} and not list_path(course).exists()
    assert "ada" not in students(course) and "zoe" not in students(course)


def test_who_is_not_on_the_list_is_collected_and_needs_a_look(collect):
    eve = "Eve_99_assignsubmission_file_"
    done = collect({f"{ADA}/x.zip": packed(), f"{eve}/x.zip": packed()}, LIST)
    assert (done["Eve"].student, done["Eve"].why) == ("participant-99", "not on the list")


def test_a_hostile_upload_stays_in_its_folder_and_costs_no_other(collect, course):
    sly = zipped({"../../../escaped.ipynb": BOOK, "/etc/ex1.ipynb": BOOK, "a/../../x.py": b"x"})
    long = zipped({f"{'x' * 240}.ipynb": BOOK, "d/" * 30 + "y" * 300 + ".py": b""})
    done = collect({f"{ADA}/x.zip": sly, f"{BEN}/x.zip": long, f"../{CEM}/ex1.ipynb": BOOK})
    assert submitted(course)["participant-11"] == ["a/x.py", "escaped.ipynb", "ex1.ipynb"]
    assert done["Ben Byron"].why.startswith("its files cannot be written here (File name too long")
    assert done["Cem Ça"].outcome == "collected"
    (escaped,) = course.root.parent.rglob("escaped.ipynb")
    assert escaped.parent == course.folder("submitted", "participant-11")


def test_the_bounds_of_a_students_files_hold_in_a_download(collect, monkeypatch):
    from examiner.collecting import packages, unpacking

    monkeypatch.setattr(unpacking, "LARGEST", 5000)
    monkeypatch.setattr(packages, "LARGEST", 5000)
    bomb = zipped({"ex1.ipynb": b"0" * 6000})
    done = collect(
        {f"{ADA}/x.zip": bomb, f"{BEN}/x.zip": packed(), f"{CEM}/ex1.ipynb": b"0" * 6000}
    )
    assert [each.outcome for each in done.values()] == ["refused", "collected", "refused"]
    assert "ex1.ipynb is larger than" in done["Ada Lovelace"].why


def test_names_with_control_characters_are_shown_as_codes(collect):
    collect({"Eve \x1b[31m_9_assignsubmission_file_/a.pdf": b""})
    assert "\x1b" not in "".join(collect.said)


def test_a_damaged_file_of_a_download_is_its_owners_line(collect, course, tmp_path):
    data = bytearray(zipped({f"{ADA}/ex1.ipynb": BOOK, f"{BEN}/ex1.ipynb": BOOK}))
    place = data.index(b"PK\x03\x04") + 30 + len(f"{ADA}/ex1.ipynb".encode())
    data[place] ^= 0xFF
    done = collect(bytes(data))
    assert done["Ada Lovelace"].outcome == "refused" and done["Ben Byron"].outcome == "collected"
    assert zipfile.is_zipfile(tmp_path / "class.zip")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hw3-77777-receipt.txt", receipt("77777", "Eve E")),
        ("receipt.json", b'{"number": "77777", "name": "Eve E", "packed": "2026-12-01 10:00Z"}'),
    ],
)
def test_a_receipt_beside_the_zip_is_read_too(collect, name, said):
    done = collect({f"{ADA}/x.zip": packed(), f"{ADA}/{name}": said})
    assert done["Ada Lovelace"].why == "its receipt is made out to Eve E"
