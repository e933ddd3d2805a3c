"""A notebook that holds more than is graded is cut, and said to be; the whole of it is kept."""

import io
import json
import zipfile

import pytest
from made_up_course import filled, notebook_text
from nbformat.v4 import new_code_cell, new_output

from examiner.collecting import bounds
from examiner.collecting.bounds import bound, bound_zip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ex1.ipynb"


def cells_of(path):
    return json.loads(path.read_bytes())["cells"]


def test_an_honest_notebook_stays_byte_for_byte(path):
    path.write_text(notebook_text(filled()))
    before = path.read_bytes()
    assert bound(path) == [] and path.read_bytes() == before


def test_more_cells_than_are_read(path):
    text = notebook_text([*filled(), *[new_code_cell("1", id=f"c{n}") for n in range(600)]])
    path.write_text(text)
    (note,) = bound(path)
    assert note == (
        f"ex1.ipynb has {600 + len(filled())} cells, and 500 are read; it was cut, and is whole "
        "in ex1.ipynb.whole"
    )
    assert len(cells_of(path)) == 500 and (path.parent / "ex1.ipynb.whole").read_text() == text
    assert cells_of(path)[0]["source"] == json.loads(text)["cells"][0]["source"]
    assert bound(path) == []


@pytest.mark.parametrize("source", ["1+" * 100_000, ["1+\n"] * 100_000])
def test_more_text_than_a_cell_may_have(path, source):
    path.write_text(notebook_text([{**new_code_cell(""), "source": source}]))
    (note,) = bound(path)
    assert "has more text than is read (100000 characters a cell, 1000000 in all)" in note
    assert len(cells_of(path)[0]["source"]) == 100_000


def test_more_text_than_all_cells_may_have(path):
    path.write_text(notebook_text([new_code_cell("x" * 90_000) for _ in range(20)]))
    assert len(bound(path)) == 1
    assert sum(len(cell["source"]) for cell in cells_of(path)) == 1_000_000


def test_outputs_are_dropped_where_they_are_too_many(path, monkeypatch):
    monkeypatch.setattr(bounds, "OUTPUTS", 2000)
    cell = new_code_cell("print(1)", outputs=[new_output("stream", text="x" * 3000)])
    path.write_text(notebook_text([cell]))
    (note,) = bound(path)
    assert "is larger than 0 MB with its outputs and pictures" in note
    assert cells_of(path)[0]["outputs"] == [] and cells_of(path)[0]["source"] == "print(1)"


@pytest.mark.parametrize("cells", [3, {}, None])
def test_what_has_no_list_of_cells_is_left_to_others(path, cells):
    path.write_text(json.dumps({"cells": cells}))
    assert bound(path) == []


def zip_of(count, comment=b""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number:0100}", "")
        archive.comment = comment
    return file


@pytest.mark.parametrize("comment", [b"", b"x" * 60_000], ids=["plain", "with a comment"])
def test_a_zip_of_very_many_files_is_refused_before_its_list_is_read(comment, monkeypatch):
    few, many = zip_of(100, comment), zip_of(8000, comment)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: 1 / 0)
    bound_zip(few)
    assert few.tell() == 0
    with pytest.raises(OSError, match="more files than a homework has"):
        bound_zip(many)


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\5\6"])
def test_what_is_no_zip_is_left_to_its_reader(data):
    bound_zip(io.BytesIO(data))
