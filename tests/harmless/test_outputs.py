"""Honest outputs stay, malformed ones stop nothing."""

import nbformat
import pytest
from cells import PNG, cleaned, page_of, shown, text
from nbformat.notebooknode import from_dict
from nbformat.v4 import new_code_cell

from examiner.harmless.outputs import SHOW

DEEP = []
for _ in range(400):
    DEEP = [DEEP]

MALFORMED = [
    None,
    7,
    "text",
    DEEP,
    {},
    {"output_type": ["stream"]},
    {"output_type": "stream"},
    {"output_type": "stream", "name": {}, "text": 7},
    {"output_type": "stream", "name": "stdin", "text": ["a", "b"]},
    {"output_type": "error"},
    {"output_type": "error", "ename": 7, "evalue": DEEP, "traceback": [7, None, ["a"], "b"]},
    {"output_type": "pyout", "text": "a"},
    {"output_type": "display_data"},
    {"output_type": "display_data", "data": "x", "metadata": 7},
    {"output_type": "execute_result", "data": None, "execution_count": True},
    *[
        {"output_type": "display_data", "data": {kind: value}, "metadata": {kind: value}}
        for kind in [*SHOW, "image/svg+xml", "<script>", "x" * 500]
        for value in [None, 7, DEEP, {"a": 1}, ["a", 7], ["<b>", "x</b>"], "\ud800\0", ""]
    ],
]


def test_plots_stay_byte_for_byte():
    size = {"width": 640, "height": 480, "alt": "The file's waveform, loud & clear"}
    given = shown({"image/png": PNG, "text/plain": "<Figure>"}, {"image/png": {**size, "x": "y"}})
    output = cleaned(given).cells[0].outputs[0]
    assert output.data == given.outputs[0].data
    assert output.metadata == {"image/png": size}


@pytest.mark.parametrize(
    "data", ['x" onerror="alert(1)', "<svg/>", "data:,x", "", None, 7, [PNG, 7]]
)
def test_only_base64_is_a_picture(data):
    assert list(cleaned(shown({"image/png": data})).cells[0].outputs[0].data) == ["text/plain"]
    attachments = {"a.png": {"image/png": data}}
    cell = from_dict({**text("![x](attachment:a.png)"), "attachments": attachments})
    assert "attachments" not in cleaned(cell).cells[0]


def test_errors_stay_errors():
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": None}
    (output,) = cleaned(from_dict({**new_code_cell("1"), "outputs": [error]})).cells[0].outputs
    assert output == {**error, "traceback": ["E: v"]}


def test_malformed_outputs_stop_nothing(exporters):
    cell = {**new_code_cell("1"), "source": ["a", "b"], "outputs": MALFORMED, "metadata": 7}
    odd = [{**text("x"), "source": source, "attachments": 7} for source in (None, 7, ["a"], DEEP)]
    odd += [{**new_code_cell("1"), "outputs": outputs} for outputs in (None, 7, {"a": 1})]
    odd += [
        {**text("x"), "cell_type": "sql"},
        {**text("x"), "attachments": {"a": 7, "b": {"c": 7}}},
    ]
    notebook = cleaned(cell, *odd)
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()
    assert len(notebook.cells[0].outputs) > 40
    for exporter in exporters.values():
        assert "</body>" in page_of(exporter, notebook)
