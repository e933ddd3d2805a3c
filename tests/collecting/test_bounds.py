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


def with_other_end(data, directory=None, place=None, between=b"", small=None):
    """A zip with the end record of a zip of more than 4 GB before its own.

    `directory` is the size that it says, `place` where it is said to lie, and `small` the size
    that the usual end says.
    """
    start = data.rindex(b"PK\5\6")
    end = list(bounds.END.unpack_from(data, start))
    count, size, offset = end[4:7]
    size = size if directory is None else directory
    other = bounds.END64.pack(b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = bounds.LOCATOR.pack(b"PK\6\7", 0, start if place is None else place, 1)
    end[5] = end[5] if small is None else small
    return data[:start] + other + between + locator + bounds.END.pack(*end) + data[start + 22 :]


def test_the_other_end_of_a_zip_counts_whatever_the_usual_one_says():
    many = with_other_end(zip_of(8000).getvalue(), small=100)
    assert len(zipfile.ZipFile(io.BytesIO(many)).infolist()) == 8000
    with pytest.raises(OSError, match="more files than a homework has"):
        bound_zip(io.BytesIO(many))


@pytest.mark.parametrize("comment", [b"", b"x" * 60_000], ids=["plain", "with a comment"])
@pytest.mark.parametrize("small", [None, 0xFFFFFFFF])
def test_an_honest_zip_with_the_other_end_is_read(comment, small):
    file = io.BytesIO(with_other_end(zip_of(3, comment).getvalue(), small=small))
    bound_zip(file)
    assert file.tell() == 0 and len(zipfile.ZipFile(file).infolist()) == 3


def test_the_other_end_is_found_where_newer_readers_look_for_it():
    data = zip_of(3).getvalue()
    start = data.rindex(b"PK\5\6")
    honest = bounds.END64.pack(b"PK\6\6", 44, 45, 45, 0, 0, 3, 3, 100, 0)
    many = with_other_end(data, directory=2**30, place=start, between=honest)
    with pytest.raises(OSError, match="more files than a homework has"):
        bound_zip(io.BytesIO(many))


def test_a_second_sign_in_the_end_of_a_zip_hides_nothing():
    many = bytearray(zip_of(8000).getvalue())
    # Readers do not look at these counts.
    many[-14:-10] = b"PK\5\6"
    assert len(zipfile.ZipFile(io.BytesIO(many)).infolist()) == 8000
    with pytest.raises(OSError, match="more files than a homework has"):
        bound_zip(io.BytesIO(many))
