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


def test_close_is_quiet_where_numbers_agree_and_says_its_message_where_not():
    answer = Answer("f()", None)
    answer.close([1.0, 2.0], np.array([1, 2]), "the values are off.")
    answer.close(np.zeros((3, 2)), 0, "the values are off.")
    for found, expected in [([1, 2], [1, 3]), ([1, 2], [1, 2, 3]), (np.zeros((2, 0, 5)), [1, 2])]:
        with pytest.raises(Wrong, match=r"f\(\): the values are off"):
            answer.close(found, expected, "the values are off.")


def test_close_knows_a_transposed_answer():
    numbers = np.arange(6.0).reshape(2, 3)
    with pytest.raises(Wrong, match="rows and columns have changed places"):
        Answer("f()", None).close(numbers.T, numbers, "off.")
    square = np.array([[1.0, 2.0], [3.0, 4.0]])
    with pytest.raises(Wrong, match="rows and columns"):
        Answer("f()", None).close(square.T, square, "off.")


def test_same_takes_digits_as_text_or_number_and_heeds_the_order():
    Answer("f()", None).same([("3", "bo"), ["4", "ada"]], [[3, "bo"], [4, "ada"]], "off.")
    Answer("f()", None).same(np.array([1, 2]), [1, 2], "off.")
    for found in ([2, 1], [1], [1, 2, 3], 12, None):
        with pytest.raises(Wrong, match="off"):
            Answer("f()", None).same(found, [1, 2], "off.")


def test_should_be_asks_for_the_shape_then_for_the_numbers():
    expected = [[1, 2, 3], [4, 5, 6]]
    Answer("f()", np.array(expected)).should_be(expected, "frames samples", "off.")
    with pytest.raises(Wrong, match=r"expected shape \[frames=2, samples=3\], got \[3\]"):
        Answer("f()", [1, 2, 3]).should_be(expected, "frames samples", "off.")
    with pytest.raises(Wrong, match="off"):
        Answer("f()", np.zeros((2, 3))).should_be(expected, "frames samples", "off.")
    Answer("f()", np.add(expected, 0.05)).should_be(expected, "frames samples", "off.", atol=0.1)


def test_close_has_the_tolerance_that_it_is_given():
    Answer("f()", None).close([1.05], [1], "off.", atol=0.1)
    with pytest.raises(Wrong):
        Answer("f()", None).close([1.05], [1], "off.")


def test_a_shape_that_is_turned_is_asked_about():
    with pytest.raises(Wrong, match="Have rows and columns changed places"):
        Answer("f()", np.zeros((3, 2))).array(frames=2, samples=3)
    with pytest.raises(Wrong) as told:
        Answer("f()", np.zeros((3, 2))).array(frames=None, samples=3)
    assert "changed places" not in str(told.value)


def test_finite():
    Answer("f()", [1, 2]).finite()
    for bad in ([1, np.nan], [np.inf], ["x"]):
        with pytest.raises(Wrong):
            Answer("f()", bad).finite()


def test_same_length_says_which_has_how_many():
    Answer("f()", None).same_length(utt=[1, 2], dgt=(3, 4), spk=np.zeros(2))
    with pytest.raises(Wrong, match="utt has 2, dgt has 1"):
        Answer("f()", None).same_length(utt=[1, 2], dgt=[3])


def test_what_is_wrong_with_a_model_is_told_as_a_fault_of_who_made_it():
    def train(X):
        return {"weights": X}

    def look(model):
        return len(model)

    def predict(X, model):
        raise TypeError(f"no {X} in it")

    model = ask(train, 3)
    assert model.through(look).value == 1
    assert model.through(look).call == "train(3)"
    with pytest.raises(
        Wrong, match=r"^train\(3\): what came back cannot be used: predict\(5.*no 5"
    ):
        model.through(predict, 5)


def test_an_open_task_behind_a_model_stays_open():
    def predict(model):
        raise NotImplementedError  # delete this line, write yours

    with pytest.raises(NotAttempted, match="predict"):
        Answer("train()", 1).through(predict)
