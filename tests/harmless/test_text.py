"""Printed text reads as it would on a terminal."""

import pytest
from cells import cleaned, page_of
from nbformat.notebooknode import from_dict
from nbformat.v4 import new_code_cell

from examiner.harmless.text import plain

BOLD, LINE_END = "\x1b[1m", "\x1b[0m"


@pytest.mark.parametrize(
    "printed, seen",
    [
        ("a < b & <b>c</b>\n\n  d\t\n", "a < b & <b>c</b>\n\n  d\t\n"),
        (f"{BOLD}a{LINE_END} \x1b[38;5;12mb \x1b[1;31mc\x1b[m", None),
        ("a\x1b[2J\x1b[1;1Hb\x1b[?25lc\x1b[3Ad", "abcd"),
        ("\x1b]8;;https://evil.example\x1b\\a\x1b]8;;\x1b\\", "a"),
        ("\x1b]0;title\x07a\x1bP1$q\x1b\\b\x9b31mc\x9d0;x\x9cd", "abcd"),
        ("\x1b[38ma\x1b[38;5mb\x1b[48;2;1mc\x1b[<script>md", "abccript>md"),
        ("a\x1b\x1b[31m[31mb\x1b[3", "a\x1b[31m[31mb"),
        ("pass\x08\x08\x08\x08fail\x00\x7f\x85", "passfail"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("  0%|   | 0/2\r 50%|=  | 1/2\r100%|== | 2/2\nend", "100%|== | 2/2\nend"),
        ("wait\r", "wait"),
        ("\u202eevil\u2066\u2069 \ud800é", "evil é"),
        ("\x1b[31m" * 6000 + "a", "a"),
    ],
)
def test_printed_text_reads_as_on_a_terminal(printed, seen, exporters):
    seen = printed if seen is None else seen
    assert plain(printed) == seen == plain(seen)
    stream = {"output_type": "stream", "name": "stdout", "text": printed}
    error = {"output_type": "error", "ename": printed, "evalue": "", "traceback": [printed]}
    cell = from_dict({**new_code_cell("1"), "outputs": [stream, error]})
    notebook = cleaned(cell)
    assert [notebook.cells[0].outputs[0].text, notebook.cells[0].outputs[1].ename] == [seen] * 2
    assert "\x1b" not in page_of(exporters["classic"], notebook)
