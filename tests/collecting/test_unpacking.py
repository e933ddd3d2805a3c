"""What students zipped is unpacked inside its bounds, and one bad upload costs no other."""

import io
import logging
import os
import struct
import zipfile

import pytest
from made_up_course import notebook_text

from examiner.collecting import unpacking
from examiner.collecting.unpacking import UnpackBounded, take_zip

FOLDER = "Ada Lovelace_1_assignsubmission_file_"


def zipped(*entries):
    """A zip's bytes, of pairs of name and content; a name may be there twice."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def encrypted(data):
    """The same zip with the flag that says that its first entry has a password."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + offset
        (flags,) = struct.unpack_from("<H", data, place)
        struct.pack_into("<H", changed, place, flags | 1)
    return bytes(changed)


@pytest.fixture
def unpack(tmp_path, caplog):
    """Unpack files of a download's archive folder; gives what is there, by path, and was said."""
    source, target = tmp_path / "archive", tmp_path / "inside" / "extracted"
    source.mkdir()

    def run(**files):
        for name, data in files.items():
            path = source / name.replace("__", "/").replace("_zip", ".zip")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        log = logging.getLogger("unpacking under test")
        caplog.set_level(logging.WARNING)
        UnpackBounded(log=log).extract(str(source), str(target))
        everything = {p for p in tmp_path.rglob("*") if p.is_file() and source not in p.parents}
        found = {os.path.relpath(path, target): path.read_bytes() for path in everything}
        return found, [record.getMessage() for record in caplog.records]

    run.source = source
    return run


def test_an_empty_download_is_no_fault(unpack):
    assert unpack() == ({}, [])


def test_an_empty_zip_is_no_fault(unpack):
    assert unpack(class_zip=zipped((f"{FOLDER}/hw3-1.zip", zipped()))) == ({}, [])


def test_notebooks_lie_where_the_platform_put_them_and_out_of_a_students_zip_flat(unpack):
    own = zipped(("ex1.ipynb", b"1"), ("deep/er/ex2.ipynb", b"2"), ("homework.pdf", b"%PDF"))
    found, said = unpack(
        class_zip=zipped((f"{FOLDER}/hw3-1.zip", own), ("Zoë_2_file/ex1 (1).ipynb", b"3"))
    )
    assert found == {
        f"class/{FOLDER}/hw3-1/ex1.ipynb": b"1",
        f"class/{FOLDER}/hw3-1/ex2.ipynb": b"2",
        "class/Zoë_2_file/ex1 (1).ipynb": b"3",
    }
    assert said == []


def test_a_notebook_beside_the_zips_is_taken_and_what_is_neither_is_named(unpack):
    found, said = unpack(
        sub__class_zip=zipped(("ex1.ipynb", b"1")), **{"ex2.ipynb": b"2", "a.rar": b""}
    )
    assert found == {"sub/class/ex1.ipynb": b"1", "ex2.ipynb": b"2"}
    assert said == ["a.rar is no zip; unpack it by hand"]


def test_zips_are_known_in_capitals_too(unpack):
    found, said = unpack(**{"CLASS.ZIP": zipped(("HW3-1.ZIP", zipped(("ex1.ipynb", b"1"))))})
    assert (found, said) == ({"CLASS/HW3-1/ex1.ipynb": b"1"}, [])


def test_a_download_that_is_no_zip_costs_no_other(unpack):
    found, said = unpack(a_zip=b"no zip", b_zip=zipped(("ex1.ipynb", b"1")), c_zip=b"")
    assert found == {"b/ex1.ipynb": b"1"}
    assert [line.split(" (")[0] for line in said] == [
        "a.zip cannot be unpacked",
        "c.zip cannot be unpacked",
    ]


# One upload among others.

GOOD = ("z/hw3-9.zip", zipped(("ex1.ipynb", b"good")))
LARGE = zipped(("ex1.ipynb", b"0" * 100))


@pytest.mark.parametrize(
    ("upload", "why"),
    [
        (b"no zip", "File is not a zip file"),
        (b"", "File is not a zip file"),
        (LARGE[:-30], "File is not a zip file"),
        (encrypted(LARGE), "password required"),
        (LARGE.replace(b"ex1.ipynb", b"ex9.ipynb", 1), "differ"),
        (zipped(("ex1.ipynb", b"0" * 2000)), "ex1.ipynb is larger than"),
        (zipped(*[(f"ex{n}.ipynb", b"0" * 400) for n in range(3)]), "ex2.ipynb is larger than"),
        (zipped(*[(f"{n}.ipynb", b"") for n in range(6)]), "it holds 6 notebooks"),
    ],
)
def test_an_upload_that_cannot_be_unpacked_is_named_and_costs_no_other(
    unpack, monkeypatch, upload, why
):
    monkeypatch.setattr(unpacking, "LARGEST", 1000)
    monkeypatch.setattr(unpacking, "ENTRIES", 5)
    found, said = unpack(class_zip=zipped(("a/hw3-1.zip", upload), GOOD))
    assert found.pop("class/z/hw3-9/ex1.ipynb") == b"good"
    assert found == {}
    (line,) = said
    assert line.startswith("hw3-1.zip cannot be unpacked (") and why in line
    assert line.endswith("; ask for another")


def test_what_is_as_large_as_the_bound_is_taken(unpack, monkeypatch):
    monkeypatch.setattr(unpacking, "LARGEST", 1000)
    monkeypatch.setattr(unpacking, "ENTRIES", 2)
    own = zipped(("ex1.ipynb", b"0" * 600), ("ex2.ipynb", b"0" * 400))
    found, said = unpack(class_zip=zipped(("a/hw3-1.zip", own)))
    assert sorted(map(len, found.values())) == [400, 600] and said == []


def test_the_bound_holds_for_each_student_and_not_for_the_class(unpack, monkeypatch):
    monkeypatch.setattr(unpacking, "LARGEST", 1000)
    own = zipped(("ex1.ipynb", b"0" * 900))
    found, said = unpack(class_zip=zipped(*[(f"{n}/hw3-{n}.zip", own) for n in range(3)]))
    assert len(found) == 3 and said == []


def test_a_bare_notebook_and_a_zip_above_the_bound_are_not_read(unpack, monkeypatch):
    monkeypatch.setattr(unpacking, "LARGEST", 50)
    own = zipped(("ex1.ipynb", b"1"), ("homework.pdf", bytes(range(100))))
    packed = zipped(("a/ex1.ipynb", b"0" * 51), ("b/hw3-1.zip", own), ("c/ex1.ipynb", b"0" * 50))
    found, said = unpack(class_zip=packed)
    assert list(found) == ["class/c/ex1.ipynb"]
    assert [line.split(" (")[0] for line in said] == [
        "ex1.ipynb cannot be unpacked",
        "hw3-1.zip cannot be unpacked",
    ]


def test_a_zip_in_a_students_zip_is_taken_and_no_zip_in_that(unpack):
    inner = zipped(
        ("ex1.ipynb", b"1"), ("plot.png", b"3"), ("deeper.zip", zipped(("x.ipynb", b"4")))
    )
    own = zipped(("hw3-2.zip", inner), ("ex2.ipynb", b"2"))
    found, said = unpack(class_zip=zipped(("a/hw3-1.zip", own)))
    assert found == {
        "class/a/hw3-1/ex2.ipynb": b"2",
        "class/a/hw3-1/ex1.ipynb": b"1",
        "class/a/hw3-1/__files__/plot.png": b"3",
    }
    assert said == ["a/hw3-1.zip: left out of it: hw3-2.zip: deeper.zip"]


def test_a_zip_in_a_zip_that_cannot_be_opened_costs_no_sibling_and_has_no_budget_of_its_own(
    unpack, monkeypatch
):
    monkeypatch.setattr(unpacking, "LARGEST", 1000)
    inner = zipped(("ex1.ipynb", b"0" * 900))
    own = zipped(("ex2.ipynb", b"2" * 200), ("a.zip", b"no zip"), ("b.zip", inner))
    found, (said,) = unpack(class_zip=zipped(("a/hw3-1.zip", own)))
    assert list(found) == ["class/a/hw3-1/ex2.ipynb"]
    assert "a.zip (File is not a zip file)" in said and "b.zip (ex1.ipynb is larger than" in said


def test_of_many_bombs_in_a_zip_one_is_opened(unpack, monkeypatch):
    monkeypatch.setattr(unpacking, "LARGEST", 20_000)
    bomb, opened = zipped(("ex1.ipynb", b"0" * 40_000)), []
    real = unpacking.take_zip
    monkeypatch.setattr(unpacking, "take_zip", lambda *a, **k: opened.append(1) or real(*a, **k))
    own = zipped(*[(f"{n}.zip", bomb) for n in range(50)])
    unpack(class_zip=zipped(("a/hw3-1.zip", own)))
    assert len(opened) == 1


# Names that lead elsewhere.


@pytest.mark.parametrize(
    "name",
    [
        "../ex1.ipynb",
        "a/../../ex1.ipynb",
        "..\\..\\ex1.ipynb",
        "a/../../hw3-1.zip",
    ],
)
def test_a_platforms_entry_that_leads_out_is_left_out(unpack, name):
    found, _ = unpack(class_zip=zipped((name, zipped(("ex1.ipynb", b"1"))), ("b/ex1.ipynb", b"2")))
    assert found == {"class/b/ex1.ipynb": b"2"}


@pytest.mark.parametrize("name", ["ex1.ipynb", "hw3-1.zip"])
def test_a_platforms_entry_with_a_whole_path_is_left_out(unpack, name):
    whole = str(unpack.source.parent / "escaped" / name)
    assert unpack(class_zip=zipped((whole, zipped(("ex1.ipynb", b"1"))))) == ({}, [])


@pytest.mark.parametrize(
    "name", ["../../../ex1.ipynb", "/ex1.ipynb", "..\\..\\ex1.ipynb", "hw3-7/../ex1.ipynb"]
)
def test_a_students_entry_stays_in_the_students_folder(unpack, name):
    found, _ = unpack(class_zip=zipped(("a/hw3-1.zip", zipped((name, b"1")))))
    assert found == {"class/a/hw3-1/ex1.ipynb": b"1"}


@pytest.mark.parametrize("name", ["....zip", "..zip", ".zip"])
def test_a_zip_whose_folder_would_be_another_is_not_unpacked(unpack, name):
    found, said = unpack(class_zip=zipped((f"a/{name}", zipped(("ex1.ipynb", b"1")))))
    assert found == {} and len(said) == (0 if name == ".zip" else 1)


def test_a_students_link_is_its_text_and_leads_nowhere(unpack):
    link = zipfile.ZipInfo("ex1.ipynb")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    found, _ = unpack(class_zip=zipped(("a/hw3-1.zip", data.getvalue())))
    assert found == {"class/a/hw3-1/ex1.ipynb": b"/etc/passwd"}


# What else is in there.


def test_of_notebooks_of_one_name_the_higher_keeps_it_and_the_others_tell_their_folder(unpack):
    own = zipped(
        ("old/ex1.ipynb", b"old"),
        ("ex1.ipynb", b"new"),
        ("b/ex2.ipynb", b"first"),
        ("a/ex2.ipynb", b"second"),
    )
    found, _ = unpack(class_zip=zipped(("a/hw3-1.zip", own)))
    assert found == {
        "class/a/hw3-1/ex1.ipynb": b"new",
        "class/a/hw3-1/old - ex1.ipynb": b"old",
        "class/a/hw3-1/ex2.ipynb": b"first",
        "class/a/hw3-1/a - ex2.ipynb": b"second",
    }


def test_what_systems_add_is_left_out_without_a_word(unpack):
    own = zipped(
        ("__MACOSX/ex1.ipynb", b"x"),
        ("._ex1.ipynb", b"x"),
        ("a/.hidden.ipynb", b"x"),
        ("a/.ipynb_checkpoints/ex1-checkpoint.ipynb", b"x"),
    )
    packed = zipped(
        ("a/hw3-1.zip", own),
        ("__MACOSX/ex1.ipynb", b"x"),
        ("a/.ipynb_checkpoints/ex1-checkpoint.ipynb", b"x"),
        ("a/", b""),
        ("a/homework.pdf", b"x"),
        ("a/onlinetext.HTML", b"x"),
        ("a/README", b"x"),
    )
    assert unpack(class_zip=packed) == ({}, [])


def test_what_is_neither_a_zip_nor_a_notebook_is_named_with_its_folder(unpack):
    packed = zipped(("Zoë_2/hw3-5.rar", b"Rar!"))
    assert unpack(class_zip=packed) == (
        {},
        ["Zoë_2/hw3-5.rar is neither a zip nor a notebook; it is left out"],
    )


BOOK = notebook_text([]).encode()


@pytest.mark.parametrize(
    "name", ["ex1.ipynb.txt", "ex1.ipynb.json", "ex1.IPYNB", "ex1.ipynb.download", "ex1"]
)
def test_a_notebook_is_what_parses_as_one_in_a_zip_and_beside_it(unpack, name):
    found, said = unpack(
        class_zip=zipped(("a/hw3-1.zip", zipped((name, BOOK))), (f"Zoë_2_file/{name}", BOOK))
    )
    assert found == {"class/a/hw3-1/ex1.ipynb": BOOK, "class/Zoë_2_file/ex1.ipynb": BOOK}
    assert said == []


def test_depth_is_counted_in_folders_of_windows_too(unpack):
    own = zipped(("a\\b\\ex1.ipynb", b"deep"), ("a/ex1.ipynb", b"high"))
    found, _ = unpack(class_zip=zipped(("a/hw3-1.zip", own)))
    assert found["class/a/hw3-1/ex1.ipynb"] == b"high"


def test_what_a_notebook_may_use_lies_where_the_notebook_finds_it(unpack):
    own = zipped(
        ("hw3/ex1.ipynb", b"1"),
        ("hw3/myfuncs.py", b"2"),
        ("hw3/data/plot.png", b"3"),
        ("hw3/../../x.py", b"4"),
        ("receipt.txt", b"5"),
        ("receipt.json", b"{}"),
        ("hw3.pdf", b"%PDF"),
    )
    found, said = unpack(class_zip=zipped(("a/hw3-1.zip", own), ("Zoë_2_file/own.py", b"6")))
    assert found == {
        "class/a/hw3-1/ex1.ipynb": b"1",
        "class/a/hw3-1/__files__/myfuncs.py": b"2",
        "class/a/hw3-1/__files__/data/plot.png": b"3",
        "class/a/hw3-1/__files__/x.py": b"4",
        "class/Zoë_2_file/__files__/own.py": b"6",
    }
    assert said == []


def test_what_is_left_out_of_a_students_zip_is_named_in_one_line(unpack):
    own = zipped(("ex1.ipynb", b"1"), ("tool.exe", b"MZ"), ("venv/lib.so", b"ELF"))
    found, said = unpack(class_zip=zipped(("a/hw3-1.zip", own)))
    assert list(found) == ["class/a/hw3-1/ex1.ipynb"]
    assert said == ["a/hw3-1.zip: left out of it: tool.exe, venv/lib.so"]


def test_a_name_that_no_file_can_have_is_named_and_costs_no_other(unpack):
    packed = zipped((f"a/{'x' * 300}.ipynb", b"1"), ("b/ex1.ipynb", b"2"))
    found, said = unpack(class_zip=packed)
    assert found == {"class/b/ex1.ipynb": b"2"}
    assert len(said) == 1 and "cannot be unpacked" in said[0]


@pytest.mark.parametrize("name", ["ex1.ipynb", "ex1.ipynb.txt"])
def test_a_module_whose_name_comes_first_lies_beside_the_notebook(unpack, name):
    own = zipped(("hw3/adder.py", b"1"), (f"hw3/{name}", BOOK), ("hw3/zeta.py", b"2"))
    found, _ = unpack(class_zip=zipped(("a/hw3-1.zip", own)))
    assert found == {
        "class/a/hw3-1/ex1.ipynb": BOOK,
        "class/a/hw3-1/__files__/adder.py": b"1",
        "class/a/hw3-1/__files__/zeta.py": b"2",
    }


def test_very_many_files_of_data_do_not_push_the_notebook_out():
    data = [(f"hw3/{n:04}.wav", b"x") for n in range(2100)]
    taken = take_zip(zipped(*data, ("hw3/ex1.ipynb", b"1")))
    assert taken.files["ex1.ipynb"] == b"1" and len(taken.files) == unpacking.ENTRIES
    assert len(taken.left_out) == 101


def test_receipts_count_towards_the_bound():
    receipts = [(f"{n}receipt.txt", b"x" * 400) for n in range(3)]
    assert take_zip(zipped(*receipts[:2]), left=1000).size == 800
    with pytest.raises(OSError, match=r"2receipt\.txt is larger than"):
        take_zip(zipped(*receipts), left=1000)
    inner = [(f"{n}.zip", zipped(receipts[0])) for n in range(3)]
    assert len(take_zip(zipped(*inner), left=1000).receipts) == 2
