"""Where a student stands: the line of progress, and the outline that it goes by."""

import json

import pytest

from homework import verdicts
from homework.progress import progress, standing
from homework.released import read_outline
from homework.verdicts import NotAttempted, Wrong, verdict

OUTLINE = {
    "answers": ["log_dct", "cmvn", "framing", "answer_levels"],
    "tests": {
        "test_cmvn_mean": {"task": "cmvn", "points": 0.1, "claim": "cms is centred."},
        "test_cmvn_deviation": {"task": "cmvn", "points": 0.15, "claim": "cmvn is scaled."},
        "test_framing": {"task": "framing", "points": 0.25, "claim": "framing cuts."},
        "test_log_dct": {"task": "log_dct", "points": 0.25, "claim": "log_dct transforms."},
    },
    "by_hand": {"answer_levels": 0.5},
}


def test_tasks_are_counted_with_their_points():
    outcomes = {"cms is centred.": "right", "cmvn is scaled.": "wrong", "framing cuts.": "right"}
    assert standing(OUTLINE, outcomes).splitlines() == [
        "1 of 3 tasks right (0.35 points), 1 not right yet (0.15), 1 open (0.25). "
        "A person marks 0.5 points more.",
        "Not right yet: cmvn",
        "Open: log_dct",
    ]


def test_a_release_says_what_it_asks(released):
    for path, points, by_hand in zip(
        released.notebooks("release"), (3.5, 1.5, 1.75), (0.5, 1.5, 1.25), strict=True
    ):
        outline = read_outline(path)
        assert outline["assignment"] == "hw3" and outline["notebooks"] == ["ex1", "ex2", "ex3"]
        assert sum(test["points"] for test in outline["tests"].values()) == pytest.approx(points)
        assert sum(outline["by_hand"].values()) == pytest.approx(by_hand)
        assert {test["task"] for test in outline["tests"].values()} <= set(outline["answers"])
        claims = [test["claim"] for test in outline["tests"].values()]
        assert all(claims) and len(set(claims)) == len(claims)


@pytest.fixture
def ran(tmp_path, monkeypatch):
    """A notebook, and what its tests said."""
    monkeypatch.setattr(verdicts, "LAST", outcomes := {})
    monkeypatch.setattr("homework.progress.LAST", outcomes)
    metadata = {"outline": {**OUTLINE, "notebook": "ex1"}}
    notebook = {"metadata": metadata, "nbformat": 4, "nbformat_minor": 5, "cells": []}
    (tmp_path / "ex1.ipynb").write_text(json.dumps(notebook))
    return outcomes, tmp_path


def test_the_line_is_printed_after_a_test_has_run(ran, capsys):
    outcomes, folder = ran
    progress("ex1", folder)
    assert capsys.readouterr().out.startswith("No test has run since the kernel started.")
    outcomes["framing cuts."] = "right"
    progress("ex1", folder)
    assert capsys.readouterr().out.startswith("ex1: 1 of 3 tasks right (0.25 points), ")
    progress("ex2", folder)
    assert "ex2.ipynb is not in this folder" in capsys.readouterr().out
    progress("ex1", folder / "elsewhere")
    assert capsys.readouterr().out.startswith("1 of the 1 tests that ran here are right.")


def test_nothing_is_said_where_a_notebook_is_graded(ran, shell, capsys):
    outcomes, folder = ran
    outcomes["framing cuts."] = "right"
    shell.runs_for_marks = True
    progress("ex1", folder)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("check", "outcome"),
    [("pass", "right"), ("raise Wrong('no')", "wrong"), ("raise NotAttempted('x')", "open")],
)
def test_a_verdict_is_remembered_under_its_claim(ran, shell, check, outcome):
    outcomes, _ = ran
    shell.user_ns.update(Wrong=Wrong, NotAttempted=NotAttempted, verdict=verdict)
    shell.run_cell(f'"""framing cuts."""\ndef check():\n    {check}\nverdict(check)')
    assert outcomes == {"framing cuts.": outcome}
