"""The time of arrival is the collector's: what a student wrote about it is not believed."""

import getpass
import shutil
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from commands import nbgrader
from nbgrader.utils import parse_utc
from small import small_course

from examiner.collecting.arrival import believe, put_timestamp
from examiner.collecting.intake import tidy

pytestmark = pytest.mark.slow

NAMES = r".*hw3_(?P<student_id>\w+)_attempt_(?P<timestamp>[0-9T]+)_(?P<file_id>\w+)"
LONG_AGO = "2020-01-01 00:00:00.000000 UTC"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return small_course(tmp_path_factory.mktemp("arrival"))


@pytest.fixture
def submitted(tmp_path):
    folder = tmp_path / "ann" / "hw3"
    folder.mkdir(parents=True)
    return folder


def stamp(folder):
    return parse_utc((folder / "timestamp.txt").read_text().strip())


def test_the_exchange_tells_when_a_submission_was_written_there(course, tmp_path):
    student = getpass.getuser()
    exchange = tmp_path / "exchange"
    handed_in = exchange / "speech" / "inbound" / f"{student}+hw3+{LONG_AGO}+abc"
    handed_in.mkdir(parents=True)
    shutil.copy(course.notebooks("release")[0], handed_in)
    (handed_in / "timestamp.txt").write_text(LONG_AGO)
    nbgrader(course, "collect", f"--Exchange.root={exchange}")
    arrived = stamp(course.folder("submitted", student))
    assert abs(datetime.now(UTC).replace(tzinfo=None) - arrived) < timedelta(minutes=5)


def test_a_platforms_archive_tells_the_time_by_its_file_names(course):
    downloaded = course.root / "downloaded" / "hw3" / "archive"
    downloaded.mkdir(parents=True)
    with zipfile.ZipFile(downloaded / "class.zip", "w") as archive:
        name = "hw3_zoe_attempt_20261120T103000_ex1.ipynb"
        archive.write(course.notebooks("release")[0], name)
    nbgrader(course, "zip_collect", f"--FileNameCollectorPlugin.named_regexp={NAMES}")
    assert stamp(course.folder("submitted", "zoe")) == datetime(2026, 11, 20, 10, 30)
    assert put_timestamp(course.folder("submitted", "zoe")) == []
    assert stamp(course.folder("submitted", "zoe")) == datetime(2026, 11, 20, 10, 30)


def test_a_time_that_was_handed_in_is_set_aside(submitted):
    (submitted / "timestamp.txt").write_text(LONG_AGO)
    assert "not believed" in " ".join(tidy(submitted, {}))
    assert not (submitted / "timestamp.txt").exists()
    assert (submitted / "timestamp.txt.unreadable").read_text() == LONG_AGO


def test_the_collectors_time_takes_its_place(submitted):
    (submitted / "timestamp.txt").write_text(LONG_AGO)
    believe(submitted, datetime(2026, 11, 20))
    assert put_timestamp(submitted) == []
    assert stamp(submitted) == datetime(2026, 11, 20)


def test_a_record_without_a_time_is_reported(submitted):
    (submitted.parent / "hw3.arrived").write_text("sometime")
    assert "hw3.arrived: 'sometime' is no time" in put_timestamp(submitted)[0]


def test_a_folder_by_that_name_is_set_aside(submitted):
    (submitted / "timestamp.txt").mkdir()
    believe(submitted, datetime(2026, 11, 20))
    put_timestamp(submitted)
    assert stamp(submitted) == datetime(2026, 11, 20)
