"""A student reads why a name is missing and which bound ended a process."""

import json
import sys

import pytest
from nbformat.v4 import new_output

from examiner.exam.questions import REFUSED
from examiner.exam.reasons import Reasons, ending, written_with

MISSING = "framing is not defined. Run the cell that defines it."
CALLED = "mfccs('a.wav') stopped with NameError: name 'framing' is not defined (at `framing(x)`)"
NEWER = (3, 99)


def error(name, text):
    return new_output("error", ename=name, evalue=text, traceback=[f"{name}: {text}"])


def lost(text):
    return new_output("error", ename="Wrong", evalue=text, traceback=[f"Not right yet. {text}"])


def said(reasons, text):
    outputs = [lost(text)]
    assert reasons.names_missing(outputs)
    return outputs[0].evalue


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ModuleNotFoundError", "No module named 'python_speech_features'"),
        ("SyntaxError", "invalid syntax (3.py, line 2)"),
        ("FileNotFoundError", "[Errno 2] No such file or directory: 'digits.csv'"),
    ],
)
@pytest.mark.parametrize(
    "source", ["def framing(x):\n    return x", "def framing(x)\n    retrun x y"]
)
def test_a_missing_name_comes_with_what_stopped_the_cell_that_defines_it(name, text, source):
    reasons = Reasons()
    assert reasons.saw(source, [error(name, text)]) == f"{name}: {text}"
    reason = f"The cell that defines framing stopped with {name}: {text}."
    assert said(reasons, MISSING) == f"framing is not defined. {reason}"
    assert said(reasons, CALLED) == f"{CALLED} {reason}"


def test_what_is_shown_begins_as_every_wrong_answer():
    reasons, outputs = Reasons(), [lost(MISSING)]
    reasons.saw("framing = 1", [error("ValueError", "bad")])
    reasons.explain(outputs)
    assert " ".join(outputs[0].traceback) == f"Not right yet. {outputs[0].evalue}"


def test_a_cell_that_stopped_is_forgotten_once_another_defines_the_name():
    reasons = Reasons()
    reasons.saw("framing = 1", [error("ValueError", "bad")])
    assert reasons.saw("framing = 2", [new_output("stream", text="fine")]) == ""
    assert said(reasons, MISSING) == MISSING


def test_a_cell_that_ended_its_process_is_the_reason_too():
    reasons = Reasons()
    reasons.saw("framing = 1", [ending("it took more than 4096 MB of memory")])
    assert said(reasons, MISSING).endswith(
        "stopped with the end of its process: it took more than 4096 MB of memory."
    )


def test_a_message_about_something_else_stays_as_it_is():
    reasons, outputs = Reasons(), [lost("framing(array [3]): expected shape [2].")]
    reasons.saw("framing = 1", [error("ValueError", "bad")])
    assert not reasons.names_missing(outputs)
    assert outputs[0].evalue == "framing(array [3]): expected shape [2]."


@pytest.mark.parametrize(
    ("name", "text", "newer"),
    [
        ("SyntaxError", "f-string: expecting '}'", True),
        ("ImportError", "cannot import name 'batched' from 'itertools' (unknown location)", True),
        ("AttributeError", "module 'itertools' has no attribute 'batched'", True),
        ("ImportError", "cannot import name 'waveplot' from 'librosa'", False),
        ("ValueError", "bad", False),
    ],
)
def test_a_newer_python_is_named_where_it_is_the_reason(name, text, newer):
    reasons = Reasons(NEWER)
    reasons.saw("def framing(x): ...", [error(name, text)])
    own = ".".join(map(str, sys.version_info[:2]))
    assert reasons.notes == ([f"written with Python 3.99, graded with {own}"] if newer else [])
    assert (f"written with Python 3.99, graded with {own}." in said(reasons, MISSING)) == newer


def test_the_same_or_an_older_python_is_never_the_reason():
    for version in (None, (3, 8), sys.version_info[:2]):
        reasons = Reasons(version)
        reasons.saw("framing = 1", [error("SyntaxError", "bad")])
        assert reasons.notes == []


@pytest.mark.parametrize(
    ("metadata", "version"),
    [
        ({"language_info": {"version": "3.13.0"}}, (3, 13)),
        ({"language_info": {"version": "3.14rc1"}}, (3, 14)),
        ({"language_info": {"version": 3}}, None),
        ({"language_info": "3.13"}, None),
        ({}, None),
        ([], None),
    ],
)
def test_the_version_is_what_the_notebook_says(metadata, version, tmp_path):
    (tmp_path / "ex1.ipynb").write_text(json.dumps({"metadata": metadata}))
    assert written_with(tmp_path, "ex1") == version
    assert written_with(tmp_path, "ex2") is None


def test_the_bound_that_ended_a_process_is_named():
    outputs = [lost(f"train(array [60, 2]) gave no answer: {REFUSED}.")]
    Reasons().say_what_ended(outputs, "it started more than 64 processes")
    assert outputs[0].evalue == (
        "train(array [60, 2]) was ended: it started more than 64 processes."
    )
    outputs = [lost(f"The test stopped with NoAnswer: {REFUSED}")]
    Reasons().say_what_ended(outputs, "it took more than 4096 MB of memory")
    assert REFUSED not in outputs[0].evalue and "4096 MB" in outputs[0].evalue
    outputs = [lost("expected shape [2].")]
    Reasons().say_what_ended(outputs, "it ended")
    assert outputs[0].evalue == "expected shape [2]."
