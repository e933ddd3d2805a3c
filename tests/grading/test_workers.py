"""Workers: what they break is tried again and reported, and what they do is seen."""

import os

import pytest

from examiner.course import KIT, Course
from examiner.grading.dispatch import dispatch
from examiner.grading.parcels import Graded, Submission, read_files
from examiner.grading.process import GradingProcess, grade_apart
from examiner.grading.progress import Progress
from examiner.grading.workers import crew

pytestmark = pytest.mark.slow


def _stub(submission):
    if submission.student == "breaker":
        os._exit(1)
    return Graded(submission.student, {"ex1.ipynb": b""}, [], None, 0.1)


def test_a_submission_that_breaks_its_worker_is_reported_and_the_class_goes_on():
    names = ["breaker", *(f"s{n}" for n in range(40))]
    saved, progress = [], Progress(len(names), quiet=True)
    with crew(2) as client:
        dispatch(
            client,
            lambda each: client.submit(_stub, each, pure=False),
            (Submission(name, {}, None) for name in names),
            lambda result, _: saved.append(result.student),
            progress,
        )
    assert sorted(saved) == sorted(names[1:])
    assert "Could not be graded:\n  breaker: it ended its worker twice" in progress.summary()


def test_a_line_for_each_submission_and_a_summary(capsys):
    progress = Progress(7)
    for number in range(6):
        progress.finished(Graded(f"s{number}", {"ex1.ipynb": b""}, [], None, number))
    progress.finished(Graded("zoe", {}, ["ex1.ipynb is empty"], "there is no notebook", 0))
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("1/7 s0: 0 s, about ")
    assert said[6].startswith("7/7 zoe: not graded: there is no notebook, about 0 s left")
    lines = progress.summary().splitlines()
    assert lines[0].startswith("Graded 6 of 7 in ")
    assert lines[1:3] == ["The slowest:", "  s5: 5 s"]
    assert lines[-4:] == [
        "Worth knowing:",
        "  zoe: ex1.ipynb is empty",
        "Could not be graded:",
        "  zoe: there is no notebook",
    ]
    assert not any(each.files for each in progress.done)
    Progress(1, quiet=True).finished(Graded("ann", {}, [], None, 1))
    assert capsys.readouterr().out == ""


def test_links_are_left_out_of_what_is_graded(tmp_path):
    (tmp_path / "ex1.ipynb").write_text("{}")
    (tmp_path / "link").symlink_to("/etc/passwd")
    files, notes = read_files(tmp_path)
    assert files == {"ex1.ipynb": b"{}"}
    assert notes == ["link is a link or a device; it was left out"]


def test_a_grading_process_that_ends_is_tried_once_more(monkeypatch):
    asked = []

    class Ending(GradingProcess):
        def grade(self, *material):
            asked.append(material)
            self._start()
            self.process.kill()
            return super().grade(*material)

    monkeypatch.setattr("examiner.grading.process._process", Ending())
    result = grade_apart(None, Submission("ann", {}, None, ["a note"]))
    assert len(asked) == 2 and result.error and result.notes == ["a note"]


def test_a_submission_that_takes_too_long_is_ended():
    process = GradingProcess(limit=0.5)
    with pytest.raises(EOFError, match=r"more than 0\.5 s"):
        process.grade(None, None, None)
    assert process.process is None


def test_the_kits_own_course_takes_its_gradebook_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("GRADEBOOK_URL", "postgresql+psycopg://grader@server/marks")
    assert Course(KIT).gradebook_url == "postgresql+psycopg://grader@server/marks"
    assert Course(tmp_path).gradebook_url == f"sqlite:///{tmp_path / 'gradebook.db'}"
