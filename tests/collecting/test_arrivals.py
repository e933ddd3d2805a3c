"""When a submission arrived is the collector's to say, and a student's word is set aside."""

import logging
import os
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from examiner.collecting import arrival
from examiner.collecting.arrival import (
    CollectorWithArrival,
    CollectWithArrival,
    believe,
    put_timestamp,
    record_of,
)

TIMED = r".*/(?P<student_id>\w+)_attempt_(?P<timestamp>[^_]+)_(?P<file_id>[^/]+)"
UNTIMED = r".*/hw3-(?P<student_id>\w+)[^/]*/(?P<file_id>[^/]+\.ipynb)"
MOMENT = datetime(2026, 11, 20, 10, 30, 5, 250)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "submitted" / "Zoë" / "hw3"
    folder.mkdir(parents=True)
    return folder


def time_in(folder):
    return parse_utc((folder / "timestamp.txt").read_text().strip())


def test_a_record_lies_beside_the_folder_and_is_read_again_to_the_microsecond(folder):
    believe(folder, MOMENT)
    assert record_of(folder) == folder.parent / "hw3.arrived"
    assert record_of(folder).read_text() == "2026-11-20 10:30:05.000250 UTC"
    assert put_timestamp(folder) == [] and time_in(folder) == MOMENT


def test_a_record_can_come_before_its_folder_and_is_replaced(tmp_path):
    folder = tmp_path / "submitted" / "ann" / "hw3"
    believe(folder, MOMENT)
    believe(folder, MOMENT + timedelta(days=1))
    assert "2026-11-21" in record_of(folder).read_text() and not folder.exists()
    assert [path.name for path in folder.parent.iterdir()] == ["hw3.arrived"]


def test_without_a_record_and_a_stamp_nothing_is_done(folder):
    assert put_timestamp(folder) == [] and list(folder.iterdir()) == []


def test_a_students_stamp_is_kept_and_not_believed(folder):
    (folder / "timestamp.txt").write_text("2020-01-01 00:00:00 UTC")
    (note,) = put_timestamp(folder)
    assert note == (
        "timestamp.txt is not the collector's and not believed; it was left out. "
        "If it matters, write the time of arrival to "
        f"{folder.parent / 'hw3.arrived'}"
    )
    assert [path.name for path in folder.iterdir()] == ["timestamp.txt.unreadable"]


def test_a_stamp_beside_a_record_is_replaced(folder):
    (folder / "timestamp.txt").write_text("2020-01-01 00:00:00 UTC")
    believe(folder, MOMENT)
    assert put_timestamp(folder) == []
    assert time_in(folder) == MOMENT
    assert [path.name for path in folder.iterdir()] == ["timestamp.txt"]


def test_a_folder_in_the_stamps_place_is_kept_aside(folder):
    (folder / "timestamp.txt").mkdir()
    believe(folder, MOMENT)
    (note,) = put_timestamp(folder)
    assert "it was left out" in note and time_in(folder) == MOMENT


@pytest.mark.parametrize("data", [b"", b"sometime", b"\xff\xfe", b"9" * 400])
def test_a_record_without_a_time_is_named_and_gives_no_stamp(folder, data):
    record_of(folder).write_bytes(data)
    (note,) = put_timestamp(folder)
    assert note.startswith("hw3.arrived does not hold a time like 20")
    assert list(folder.iterdir()) == []


def test_a_record_in_another_zone_is_taken_as_it_is(folder):
    record_of(folder).write_text("2026-11-20T11:30:00+01:00\n")
    assert put_timestamp(folder) == []
    assert time_in(folder) == datetime(2026, 11, 20, 10, 30)


# From the exchange.


@pytest.fixture
def handed_in(tmp_path):
    folder = tmp_path / "inbound" / "ann+hw3+2020-01-01 00:00:00 UTC+abc"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "ex1.ipynb").write_text("{}")
    (folder / "timestamp.txt").write_text("2020-01-01 00:00:00 UTC")
    return folder


def collect(handed_in, target):
    collector = CollectWithArrival(coursedir=CourseDirectory())
    collector.do_copy(str(handed_in), str(target))
    return collector


def test_the_time_in_a_folders_name_and_in_its_stamp_are_not_believed(handed_in, tmp_path):
    before = datetime.now(UTC).replace(tzinfo=None)
    target = tmp_path / "submitted" / "ann" / "hw3"
    target.parent.mkdir(parents=True)
    collect(handed_in, target)
    assert abs(time_in(target) - before) < timedelta(minutes=1)
    assert (target / "deep" / "ex1.ipynb").exists()
    assert not (target / "timestamp.txt.unreadable").exists()


def test_the_newest_change_of_all_files_counts_and_a_set_back_clock_does_not(
    handed_in, monkeypatch
):
    for path in [handed_in, *handed_in.rglob("*")]:
        os.utime(path, (0, 0))
    (handed_in / "link").symlink_to("/nowhere")
    newest = handed_in / "deep" / "ex1.ipynb"
    real = type(newest).lstat

    def lstat(path):
        status = real(path)
        time = status.st_ctime + (3600 if path == newest else 0)
        return SimpleNamespace(st_ctime=time, st_mode=status.st_mode)

    monkeypatch.setattr(type(newest), "lstat", lstat)
    record = CollectWithArrival(coursedir=CourseDirectory())._path_to_record(str(handed_in))
    ahead = record["timestamp"] - datetime.now(UTC).replace(tzinfo=None)
    assert timedelta(minutes=59) < ahead <= timedelta(hours=1)
    assert record["username"] == "ann" and record["timestamp"].tzinfo is None


# From a platform's download.


@pytest.fixture
def platform(tmp_path, caplog):
    """A collector over made-up files; gives what it takes of each, and was said."""

    def run(pattern, *names):
        extracted = tmp_path / "extracted"
        paths = [extracted / name for name in names]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("{}")
        course = CourseDirectory(root=str(tmp_path), assignment_id="hw3")
        app = SimpleNamespace(
            coursedir=course,
            extracted_directory="extracted",
            _format_collect_path=lambda step: str(tmp_path / step),
        )
        caplog.set_level(logging.WARNING)
        log = logging.getLogger("collecting under test")
        collector = CollectorWithArrival(named_regexp=pattern, log=log)
        object.__setattr__(collector, "_trait_values", {**collector._trait_values, "parent": app})
        taken = [collector.collect(str(path)) for path in paths]
        said = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
        return taken, [each for each in said if "did not match" not in each]

    return run


def arrived(tmp_path, student):
    record = record_of(tmp_path / "submitted" / student / "hw3")
    return parse_utc(record.read_text()) if record.exists() else None


def test_a_files_name_tells_student_file_and_time(platform, tmp_path):
    taken, said = platform(TIMED, "zoë_attempt_20261120T103000_ex1.ipynb")
    assert taken == [{"student_id": "zoë", "timestamp": "20261120T103000", "file_id": "ex1.ipynb"}]
    assert arrived(tmp_path, "zoë") == datetime(2026, 11, 20, 10, 30) and said == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_newest_of_a_students_files_is_the_time_of_all(platform, tmp_path, order):
    names = [f"ann_attempt_2026112{day}T103000_ex{day}.ipynb" for day in range(3)]
    other = "ben_attempt_20261201T103000_ex1.ipynb"
    taken, _ = platform(TIMED, other, *[names[each] for each in order])
    assert all(taken)
    assert arrived(tmp_path, "ann") == datetime(2026, 11, 22, 10, 30)
    assert arrived(tmp_path, "ben") == datetime(2026, 12, 1, 10, 30)


def test_a_file_whose_name_says_no_time_where_it_should_is_left_out(platform, tmp_path):
    taken, said = platform(TIMED, "ann_attempt_yesterday_ex1.ipynb")
    assert taken == [None] and arrived(tmp_path, "ann") is None
    assert len(said) == 1 and said[0].endswith("has no time in its name; it is left out")


def test_a_file_that_does_not_match_and_one_that_is_no_notebook_are_left_out(platform):
    taken, said = platform(TIMED, "readme.ipynb", "ann_attempt_20261120T103000_ex1.pdf")
    assert taken == [None, None] and said == []


def test_without_times_all_files_of_one_upload_are_taken_and_no_time_is_believed(
    platform, tmp_path
):
    taken, said = platform(UNTIMED, "A/hw3-1/ex1.ipynb", "A/hw3-1/ex2.ipynb", "B/hw3-2/ex1.ipynb")
    assert [each["student_id"] for each in taken] == ["1", "1", "2"]
    assert said == [] and arrived(tmp_path, "1") is None


def test_two_uploads_that_claim_one_student_are_both_left_out_and_named(platform):
    taken, said = platform(
        UNTIMED, "A/hw3-1/ex1.ipynb", "B/hw3-1 (1)/ex2.ipynb", "B/hw3-2/ex1.ipynb"
    )
    assert taken[:2] == [None, None] and taken[2]["student_id"] == "2"
    assert "1: more than one upload claims to be theirs, and none is taken: " in said[0]
    assert "A/hw3-1; " in said[0] and "B/hw3-1 (1). Ask" in said[0]


def test_the_form_of_a_record_is_one_that_nbgrader_reads():
    now = datetime(2026, 1, 2, 3, 4, 5, 6)
    assert parse_utc(now.strftime(arrival.FORM)) == now
