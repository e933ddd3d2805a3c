"""Reading what was handed in has one account of time and memory, and ends when it is overdrawn."""

import resource
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest
from made_up_course import released
from nbformat.v4 import new_markdown_cell, new_notebook

from examiner.bounded import OverBudgetError, Reading, account_of, not_reading, within
from examiner.course import Course
from examiner.grading.parcels import Graded
from examiner.grading.record import Record
from examiner.harmless.allowance import Allowance
from examiner.marks import feedback
from examiner.marks.classroom import alike
from examiner.marks.feedback import FeedbackPage


def stuck(*_, **__):
    while True:
        pass


def swallowing(*_, **__):
    """As parsers do, that take whatever goes wrong in them for a fault of the text."""
    while True:
        try:
            stuck()
        except Exception:
            continue


def bounds():
    return resource.getrlimit(resource.RLIMIT_DATA)


@pytest.mark.parametrize("parser", [stuck, swallowing])
def test_what_overdraws_the_account_ends_and_is_not_begun_again(parser):
    before, reading = bounds(), Reading(0.2)
    with pytest.raises(OverBudgetError, match="took more than"), reading.counted():
        parser()
    begun = []
    with pytest.raises(OverBudgetError), reading.counted():
        begun.append("again")
    assert begun == [] and bounds() == before and Reading.counting is None


def test_all_steps_of_a_submission_share_one_account_and_the_next_has_its_own():
    converter = SimpleNamespace()
    account_of(converter, "ann").left = 0.3
    for _ in range(2):
        with account_of(converter, "ann").counted():
            time.sleep(0.05)
    assert 0 < account_of(converter, "ann").left < 0.21
    assert account_of(converter, "ben").left == account_of(converter, "ben").seconds


def test_memory_ends_it_and_is_there_again_for_the_next():
    before = bounds()
    over = pytest.raises(OverBudgetError, match="more than 50 MB of memory")
    with over, Reading(memory_mb=50).counted():
        bytearray(200 * 2**20)
    assert bounds() == before
    with Reading(memory_mb=400).counted():
        assert len(bytearray(200 * 2**20))


def test_a_step_with_bounds_of_its_own_is_on_no_account():
    reading = Reading(0.3, memory_mb=50)
    line = [sys.executable, "-c", "print(len(bytearray(200 * 2**20)))"]

    @not_reading
    def exam():
        time.sleep(0.5)
        return subprocess.run(line, capture_output=True).returncode

    with reading.counted():
        assert exam() == 0
    assert reading.left > 0.2
    with pytest.raises(OverBudgetError), reading.counted():
        exam()
        stuck()
    assert exam() == 0


@pytest.mark.parametrize(("inner", "outer", "raised"), [(0.1, 5, "inner"), (5, 0.1, "outer")])
def test_of_two_times_the_shorter_one_ends(inner, outer, raised):
    class InnerError(Exception):
        pass

    class OuterError(Exception):
        pass

    over = pytest.raises(InnerError if raised == "inner" else OuterError)
    with over, within(outer, OuterError), within(inner, InnerError):
        stuck()


def test_the_longer_time_goes_on_after_the_shorter_one():
    reading = Reading(0.4)
    with pytest.raises(OverBudgetError), reading.counted():
        assert Allowance(0, 0, set(), 0.1).attempt(stuck) is None
        assert Allowance(0, 0, set(), 9).attempt(swallowing) is None


def test_in_another_thread_it_is_counted_and_not_cut():
    reading, ended = Reading(0.1), []

    def work():
        with reading.counted():
            time.sleep(0.2)
        ended.append(reading.left < 0)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ended == [True]


def test_a_page_that_cannot_be_written_in_time_says_so_and_the_next_is_written(monkeypatch, caplog):
    monkeypatch.setattr(feedback, "Reading", lambda: Reading(0.5))
    exporter = FeedbackPage()
    monkeypatch.setattr(feedback, "with_formulas", lambda page: stuck() if "slow" in page else page)
    slow, quick = (new_notebook(cells=[new_markdown_cell(text)]) for text in ("slow", "quick"))
    who = [{"nbgrader": {"student": s, "notebook": "ex<1>"}} for s in ("ann", "ben")]
    monkeypatch.setattr(FeedbackPage.__bases__[0], "from_notebook_node", _page)
    page, _ = exporter.from_notebook_node(slow, who[0])
    assert "This notebook takes too long to be shown" in page and "ex&lt;1&gt;" in page
    assert "[note] ann, ex<1>: its page of feedback is empty" in caplog.text
    page, _ = exporter.from_notebook_node(quick, who[1])
    assert page == "quick"


def _page(exporter, nb, resources=None, **_):
    return nb.cells[0].source, resources


def test_who_takes_too_long_to_compare_is_left_out_and_the_others_are_compared(
    tmp_path, monkeypatch, capsys
):
    course = Course(tmp_path, "hw3")
    texts = {student: f"{'x = sorted(set(y)); ' * 40}{student} = 1" for student in ("ann", "ben")}
    _laid_out(course, {**texts, "eve": "slow = 1"})
    real = alike.CopyDetector._preprocess_code

    def read(detector, files):
        stuck() if "eve" in str(files) else real(detector, files)

    monkeypatch.setattr(alike.CopyDetector, "_preprocess_code", read)
    monkeypatch.setattr(alike, "Reading", lambda: Reading(2))
    pairs = alike.alike_pairs(course)
    assert {tuple(sorted(each["students"])) for each in pairs} == {("ann", "ben")}
    assert "eve is not compared: reading it took more than" in capsys.readouterr().err


def _laid_out(course, texts):
    from nbformat import v4, writes

    for stage, student, text in [
        ("release", ".", ""),
        *(("autograded", student, text) for student, text in texts.items()),
    ]:
        folder = course.folder(stage, student)
        folder.mkdir(parents=True)
        cells = [*released(), v4.new_code_cell(text)]
        (folder / "ex1.ipynb").write_text(writes(v4.new_notebook(cells=cells)))


def test_what_takes_too_long_to_save_costs_the_class_nothing(tmp_path, monkeypatch):
    course = Course(tmp_path, "hw3")
    record = Record(course)
    monkeypatch.setattr("examiner.grading.record.Reading", lambda: Reading(0.2))
    monkeypatch.setattr("examiner.grading.record.convert", stuck)
    record.save(
        Graded("ann", {"ex1.ipynb": b"{}"}, [], None, 1), SimpleNamespace(arrived=None), "d"
    )
    known = record.remembered.of("ann")
    assert known["error"].endswith("; only --force tries it again") and known["ran_over"] == "d"
