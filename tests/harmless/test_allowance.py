"""What is too large is cut, what takes too long is given up."""

import time

import pytest
from cells import cleaned, html, shown, text
from nbformat.notebooknode import from_dict
from nbformat.v4 import new_code_cell

from examiner.harmless import allowance
from examiner.harmless.allowance import CUT


def test_what_is_too_large_is_cut_and_says_so():
    stream = {"output_type": "stream", "name": "stdout", "text": "a" * 700}
    error = {"output_type": "error", "ename": "E" * 50, "evalue": "v", "traceback": ["t"]}
    table = shown({"text/html": "<p>" + "b" * 700, "text/plain": "c"}).outputs[0]
    cell = from_dict({**new_code_cell("1"), "outputs": [stream, table, stream, stream, error]})
    outputs = cleaned(cell, largest=1000).cells[0].outputs
    assert outputs[0].text == "a" * 700
    assert outputs[1].data == {"text/plain": "c\n[removed: text/html]"}
    assert CUT in outputs[2].text
    assert [output.output_type for output in outputs[3:]] == ["error", "stream"]
    assert len(str(outputs)) < 2000
    assert CUT in cleaned(text("d" * 2000), largest=1000).cells[0].source


def test_pictures_and_sound_have_a_room_of_their_own():
    sound = f'<audio controls src="data:audio/wav;base64,{"A" * 4000}"></audio>'
    cells = [shown({"image/png": "A" * 4000}), html(sound)]
    fitting = cleaned(*cells, largest=1000, largest_media=4100).cells
    assert [set(cell.outputs[0].data) - {"text/plain"} for cell in fitting] == [
        {"image/png"},
        {"text/html"},
    ]
    for cell in cleaned(*cells, largest=1000, largest_media=3900).cells:
        assert "removed" in cell.outputs[0].data["text/plain"]


def test_a_flood_of_empty_outputs_is_cut():
    empty = {"output_type": "stream", "name": "stdout", "text": ""}
    cell = from_dict({**new_code_cell("1"), "outputs": [empty] * 5000})
    assert len(cleaned(cell, largest=10_000).cells[0].outputs) < 200


@pytest.mark.parametrize(
    "cell",
    [
        text("\\\\[" * 40_000),
        html("".join(f"<b a={number}><p>" for number in range(20_000))),
        html("<div>" * 100_000),
        shown({"image/png": " " * 100_000 + "!"}),
        text("# " + " " * 50_000 + "\\" * 50_000 + "<b>" + "`" * 50_000),
        shown({"text/plain": "\x1b[" * 100_000 + "\x1b]" * 100_000 + "\r" * 100_000}),
    ],
)
def test_markup_that_would_take_hours_is_given_up(cell, monkeypatch):
    monkeypatch.setattr(allowance, "PATIENCE", 0.5)
    start = time.thread_time()  # of this thread alone: others may keep the cores busy
    cleaned(cell)
    assert time.thread_time() - start < 5
