"""Asking a student's function: copies go in, plain answers or clear faults come back."""

import os
from numbers import Real
from pathlib import Path

import numpy as np
import pytest
import soundfile

from helpers.folders import folder_of
from homework.asking import Answer, ask, brief, describe_call
from homework.files import shown
from homework.verdicts import NotAttempted, Wrong


def double(x, by=2):
    return by * np.asarray(x)


def test_arguments_are_passed_and_the_answer_comes_back():
    answer = ask(double, np.array([1.0, 2.0]), by=3)
    assert answer.call == "double(array [2], by=3)"
    assert answer.array(samples=2).tolist() == [3.0, 6.0]


def test_an_argument_changed_in_place_stays_as_it_was():
    mine = [3, 1, 2]

    def sort_in_place(values):
        values.sort()
        return values

    assert ask(sort_in_place, mine).value == [1, 2, 3]
    assert mine == [3, 1, 2]


def test_an_open_task_is_not_attempted():
    def framing():
        raise NotImplementedError  # delete this line, write yours

    with pytest.raises(NotAttempted, match="framing"):
        ask(framing)


def test_an_open_task_inside_another_is_named():
    def framing():
        raise NotImplementedError  # delete this line, write yours

    def mfccs():
        return framing()

    with pytest.raises(NotAttempted, match="framing, which mfccs calls"):
        ask(mfccs)


def stops_itself():
    raise NotImplementedError


def stops_with_words():
    raise NotImplementedError("floats only")


def stops_in_a_library():
    return Real.__float__(None)


class StdinNotImplementedError(NotImplementedError):
    """As IPython has it for ``input()``."""


def stops_for_an_input():
    raise StdinNotImplementedError("raw_input was called")


@pytest.mark.parametrize(
    "answer", [stops_itself, stops_with_words, stops_in_a_library, stops_for_an_input]
)
def test_only_the_line_of_the_stub_is_an_open_task(answer):
    with pytest.raises(Wrong, match=r"stopped with .*NotImplementedError") as wrong:
        ask(answer)
    assert not isinstance(wrong.value, NotAttempted)


def test_the_line_named_is_the_students_not_a_librarys():
    def fails(x):
        return np.linalg.inv(x)

    with pytest.raises(Wrong, match=r"LinAlgError.*\(at `return np.linalg.inv\(x\)`\)"):
        ask(fails, np.zeros((2, 2)))


def test_returning_nothing_is_named():
    with pytest.raises(Wrong, match=r"returned None. Did you forget the return statement"):
        ask(print, "hello")


def test_an_error_is_named_with_its_line():
    def fails(x):
        return x / 0

    with pytest.raises(Wrong, match=r"fails\(1\) stopped with ZeroDivisionError.*`return x / 0`"):
        ask(fails, 1)


def test_a_name_that_is_no_function_is_named():
    with pytest.raises(Wrong, match=r"stands for array \[3\]"):
        ask(np.zeros(3))


@pytest.mark.parametrize(
    ("value", "axes", "message"),
    [
        ([[1, 2], [3]], {"frames": 2, "samples": 2}, "expected an array of numbers, got"),
        ("loud", {"samples": 4}, "expected an array of numbers"),
        (np.zeros((2, 3)), {"frames": 2, "samples": 4}, r"\[frames=2, samples=4\], got \[2, 3\]"),
        (np.zeros(3), {"frames": None, "samples": 3}, r"\[frames=any, samples=3\], got \[3\]"),
        ([1.0, np.nan], {"samples": 2}, "finite"),
        ([1.0, np.inf], {"samples": 2}, "finite"),
    ],
)
def test_a_wrong_array_is_described(value, axes, message):
    with pytest.raises(Wrong, match=message):
        Answer("f()", value).array(**axes)


def test_lists_and_any_length_are_accepted():
    assert Answer("f()", [[1, 2], [3, 4]]).array(frames=None, samples=2).shape == (2, 2)


def test_items_counts():
    assert Answer("f()", (1, 2)).items(2, "dicts") == [1, 2]
    with pytest.raises(Wrong, match="expected 2 dicts, got 5"):
        Answer("f()", 5).items(2, "dicts")
    with pytest.raises(Wrong, match=r"expected 2 dicts, got \[1\]"):
        Answer("f()", [1]).items(2, "dicts")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.zeros((2, 3)), "array [2, 3]"),
        ([1, 2], "[1, 2]"),
        (list(range(50)), "list of 50"),
        ("word", "'word'"),
        ("x" * 80, "str of 80"),
        ("/somewhere/long/7_ada_0.wav", "'7_ada_0.wav'"),
        (np.hamming, "hamming"),
        (Path("a"), "an object of type PosixPath"),
        (None, "None"),
    ],
)
def test_brief(value, text):
    assert brief(value).replace("WindowsPath", "PosixPath") == text


def test_describe_call():
    assert describe_call(double, ([1],), {"by": 2}) == "double([1], by=2)"


@pytest.mark.parametrize("answer", ["{folder}", "/", "{folder}/", Path("/")])
def test_an_answer_asks_nothing_of_the_disk(answer, tmp_path, monkeypatch):
    here = Path(answer) if isinstance(answer, Path) else answer.format(folder=tmp_path)
    elsewhere = Path("/nowhere/x") if isinstance(answer, Path) else f"/nowhere/{tmp_path.name}"

    def asked(*_, **__):
        raise AssertionError("the disk was asked")

    for name in ("stat", "lstat", "listdir", "open", "access"):
        monkeypatch.setattr(os, name, asked)
    said = [brief(each) for each in (here, elsewhere)]
    assert "folder" not in said
    assert said[0] == f"'{Path(here).name}'" and said[1] == f"'{Path(elsewhere).name}'"


def test_a_call_shows_a_folder_as_one_and_a_file_by_its_name():
    given = ["/tmp/tmpx1/recordings", "/tmp/tmpx1/7_ada_0.wav"]
    assert describe_call(double, given, {"by": Path("/tmp/a")}) == (
        "double(folder, '7_ada_0.wav', by=folder)"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Übung 1.ipynb", "Übung 1.ipynb"),
        ("a\n[note] b: \x1b[2J\u202e\x7f", r"a\n[note] b: \x1b[2J\u202e\x7f"),
        ("x" * 300, "x" * 40 + "..." + "x" * 40),
        ("\udcff", r"\udcff"),
    ],
)
def test_a_files_name_is_shown_on_one_line_in_characters_that_can_be_seen(name, text):
    assert shown(name) == text


def test_folder_of_writes_sounds_and_text_and_cleans_up():
    files = {"a.wav": np.full(80, 2.0), "b.wav": (np.zeros(160), 16000), "c/d.txt": "text"}
    with folder_of(files) as folder:
        signal, rate = soundfile.read(f"{folder}/a.wav")
        assert rate == 8000 and len(signal) == 80 and signal.max() <= 1
        assert soundfile.read(f"{folder}/b.wav")[1] == 16000
        assert Path(folder, "c/d.txt").read_text() == "text"
    assert not Path(folder).exists()
