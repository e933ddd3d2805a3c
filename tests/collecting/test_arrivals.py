"""When a submission arrived is the collector's to say, and a student's word is set aside."""

import logging
import os
import pwd
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from nbgrader.api import MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import collect as stock
from nbgrader.utils import parse_utc

from examiner.collecting import arrival
from examiner.collecting.arrival import (
    CollectorWithArrival,
    CollectWithArrival,
    arrival_file,
    believe,
    put_timestamp,
    written,
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
    assert arrival_file(folder) == folder.parent / "hw3.arrived"
    assert arrival_file(folder).read_text() == "2026-11-20 10:30:05.000250 UTC"
    assert put_timestamp(folder) == [] and time_in(folder) == MOMENT


def test_a_record_can_come_before_its_folder_and_is_replaced(tmp_path):
    folder = tmp_path / "submitted" / "ann" / "hw3"
    believe(folder, MOMENT)
    believe(folder, MOMENT + timedelta(days=1))
    assert "2026-11-21" in arrival_file(folder).read_text() and not folder.exists()
    assert [path.name for path in folder.parent.iterdir()] == ["hw3.arrived"]


def test_without_a_record_and_a_stamp_nothing_is_done(folder):
    assert put_timestamp(folder) == [] and list(folder.iterdir()) == []


def test_a_students_stamp_is_kept_and_not_believed(folder):
    (folder / "timestamp.txt").write_text("2020-01-01 00:00:00 UTC")
    (note,) = put_timestamp(folder)
    assert note == (
        "timestamp.txt is not the collector's and not believed; it was left out. "
        "If it matters, write the time of arrival to "
        "submitted/Zoë/hw3.arrived"
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


@pytest.mark.parametrize("data", [b"", b"sometime", b"02.12.2026 10:30", b"\xff\xfe", b"9" * 400])
def test_a_record_without_a_time_is_named_and_gives_no_stamp(folder, data):
    arrival_file(folder).write_bytes(data)
    (note,) = put_timestamp(folder)
    assert note.startswith("submitted/Zoë/hw3.arrived") and "'2026-12-02 09:59 Europe/" in note
    assert list(folder.iterdir()) == []


def test_a_record_without_a_zone_is_in_that_of_the_deadline_and_without_one_gives_no_stamp(folder):
    arrival_file(folder).write_text("2026-11-20 11:30")
    assert put_timestamp(folder, ZoneInfo("Europe/Berlin")) == []
    assert time_in(folder) == datetime(2026, 11, 20, 10, 30)
    (folder / "timestamp.txt").unlink()
    (note,) = put_timestamp(folder)
    assert "has no zone" in note and list(folder.iterdir()) == []


def test_a_record_in_another_zone_is_taken_as_it_is(folder):
    arrival_file(folder).write_text("2026-11-20T11:30:00+01:00\n")
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
    collector = CollectWithArrival(coursedir=CourseDirectory(), check_owner=False)
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
    real = os.stat

    def stat(name, **choices):
        found = real(name, **choices)
        ahead = 3600 if name == "ex1.ipynb" else 0
        facts = {each: getattr(found, each) for each in ("st_mode", "st_uid", "st_nlink")}
        return SimpleNamespace(**facts, st_ctime=found.st_ctime + ahead)

    monkeypatch.setattr(os, "stat", stat)
    ahead = written(handed_in) - datetime.now(UTC).replace(tzinfo=None)
    assert timedelta(minutes=59) < ahead <= timedelta(hours=1)


class NoGradebook:
    """A gradebook that knows no assignment."""

    def __init__(self, *_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def find_assignment(self, name):
        raise MissingEntry


@pytest.fixture
def exchange(tmp_path, monkeypatch, caplog):
    """An exchange; gives what is collected from it by student, and what is said of the others."""
    monkeypatch.setattr(pwd, "getpwuid", lambda uid: SimpleNamespace(pw_name="ann"))
    monkeypatch.setattr(stock, "Gradebook", NoGradebook)
    inbound = tmp_path / "exchange" / "speech" / "inbound"
    inbound.mkdir(parents=True)
    caplog.set_level(logging.WARNING)

    def collect(**choices):
        folders = {"root": str(tmp_path / "course"), "db_url": f"sqlite:///{tmp_path}/book.db"}
        course = CourseDirectory(course_id="speech", assignment_id="hw3", **folders)
        names = {"coursedir": course, "root": str(tmp_path / "exchange"), **choices}
        CollectWithArrival(**names, log=logging.getLogger("collecting under test")).start()
        found = (tmp_path / "course").glob("submitted/*/hw3/**/*")
        taken = {str(each.relative_to(tmp_path / "course" / "submitted")) for each in found}
        return taken, [each.getMessage() for each in caplog.records]

    collect.inbound = inbound
    return collect


def handed(inbound, name, **files):
    folder = inbound / name
    folder.mkdir()
    for stem, text in files.items():
        (folder / f"{stem}.ipynb").write_text(text)
    return folder


def test_links_pipes_and_second_names_are_left_out_and_the_rest_is_collected(exchange, tmp_path):
    (tmp_path / "secret.ipynb").write_text("the model answer")
    folder = handed(exchange.inbound, "ann+hw3+2026-11-26 08:00:00 UTC+r", ex1="{}")
    (folder / "ex2.ipynb").symlink_to(tmp_path / "secret.ipynb")
    os.link(tmp_path / "secret.ipynb", folder / "ex3.ipynb")
    (folder / "all").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    taken, said = exchange()
    assert taken == {"ann/hw3/ex1.ipynb", "ann/hw3/timestamp.txt"}
    assert sorted(each.removeprefix("[note] ann: ").split(" is a ")[0] for each in said) == [
        "all",
        "ex2.ipynb",
        "ex3.ipynb",
        "pipe",
    ]


@pytest.mark.parametrize("first", [0, 1], ids=["named first", "named last"])
def test_a_folder_of_somebody_elses_stands_before_nobodys_work(exchange, monkeypatch, first):
    false = handed(exchange.inbound, f"ann+hw3+2026-11-26 0{first}:00:00 UTC+a", ex1="false")
    handed(exchange.inbound, "ann+hw3+2026-11-26 00:30:00 UTC+b", ex1="{}")
    # The newer one, whoever is looked at first.
    (false / "later.txt").write_text("")
    real = CollectWithArrival._fault

    def fault(collector, path, username):
        with pytest.MonkeyPatch.context() as patch:
            if path == false:
                patch.setattr(pwd, "getpwuid", lambda uid: SimpleNamespace(pw_name="ben"))
            return real(collector, path, username)

    monkeypatch.setattr(CollectWithArrival, "_fault", fault)
    taken, (said,) = exchange()
    assert taken == {"ann/hw3/ex1.ipynb", "ann/hw3/timestamp.txt"}
    assert "belongs to ben, and not to ann whom it names" in said


@pytest.mark.parametrize("name", ["+hw3+x", "ben+hw3+sometime", "ben+ann+hw3+x+y"])
def test_a_name_that_is_nobodys_costs_nobody_else_a_mark(exchange, name):
    handed(exchange.inbound, name, ex1="{}")
    handed(exchange.inbound, "ann+hw3+2026-11-26 08:00:00 UTC+r", ex1="{}")
    taken, (said,) = exchange()
    assert taken == {"ann/hw3/ex1.ipynb", "ann/hw3/timestamp.txt"}
    assert said.startswith(f"[note] {name} ") and said.endswith("; it was not collected")


def test_a_link_in_the_place_of_a_folder_is_refused(exchange, tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "ex1.ipynb").write_text("the model answer")
    (exchange.inbound / "ann+hw3+2026-11-26 08:00:00 UTC+r").symlink_to(tmp_path / "source")
    taken, said = exchange()
    assert taken == set() and "is no folder of a student's" in said[0]


def test_where_the_exchange_has_other_names_the_owner_is_not_asked_for_a_name(exchange):
    handed(exchange.inbound, "zoe+hw3+2026-11-26 08:00:00 UTC+r", ex1="{}")
    taken, said = exchange(check_owner=False)
    assert taken == {"zoe/hw3/ex1.ipynb", "zoe/hw3/timestamp.txt"} and said == []


def test_a_folder_that_is_swapped_after_it_was_looked_at_is_refused(
    exchange, monkeypatch, tmp_path
):
    folder = handed(exchange.inbound, "ann+hw3+2026-11-26 08:00:00 UTC+r", ex1="{}")
    other = handed(tmp_path, "other", ex1="the model answer")
    real = CollectWithArrival.copy_files

    def swapped(collector):
        folder.rename(tmp_path / "away")
        folder.symlink_to(other)
        real(collector)

    monkeypatch.setattr(CollectWithArrival, "copy_files", swapped)
    taken, (said,) = exchange()
    assert taken == set()
    assert "ann: was not collected (it is no folder of a student's); collect again" in said


def test_what_cannot_be_copied_is_one_students_line(exchange, monkeypatch):
    monkeypatch.setattr(arrival, "copy", lambda *_, **__: 1 / 0)
    handed(exchange.inbound, "ann+hw3+2026-11-26 08:00:00 UTC+r", ex1="{}")
    taken, said = exchange()
    assert taken == set()
    assert said == ["[note] ann: was not collected (division by zero); collect again"]


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
    record = arrival_file(tmp_path / "submitted" / student / "hw3")
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
