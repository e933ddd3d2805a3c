"""What comes in is opened part by part: no link is followed, no pipe waited for, all is bounded."""

import contextlib
import os

import pytest

from examiner.collecting.untrusted import Most, copy, found_in, read

LINK = "is a link or a device; it was left out"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def put(folder, *names, data=b"x"):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def test_plain_files_in_folders_are_read_and_copied_whole(folder, tmp_path):
    put(folder, "ex1.ipynb", "deep/er/a.txt", data=os.urandom(100_000))
    (folder / "empty").mkdir()
    files, notes = read(folder)
    assert set(files) == {"ex1.ipynb", "deep/er/a.txt"} and notes == []
    assert copy(folder, tmp_path / "out") == []
    assert {name: (tmp_path / "out" / name).read_bytes() for name in files} == files
    assert files["ex1.ipynb"] == (folder / "ex1.ipynb").read_bytes()


def test_links_pipes_and_second_names_are_left_out_and_named(folder, tmp_path):
    (tmp_path / "secret").write_text("secret")
    put(folder, "ex1.ipynb")
    (folder / "file").symlink_to(tmp_path / "secret")
    (folder / "folder").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    os.link(tmp_path / "secret", folder / "second")
    files, notes = read(folder)
    assert files == {"ex1.ipynb": b"x"}
    assert notes == [
        *(f"{name} {LINK}" for name in ("file", "folder", "pipe")),
        "second is a link: the same file has a name elsewhere, too; it was left out",
    ]
    assert "second" in read(folder, trusted=True)[0]


def test_a_folder_that_is_itself_a_link_gives_nothing(folder, tmp_path):
    put(folder, "ex1.ipynb")
    (tmp_path / "link").symlink_to(folder)
    files, (note,) = read(tmp_path / "link")
    assert files == {} and note.startswith("link is no folder that can be opened (")


@pytest.mark.parametrize("becomes", ["link", "pipe", "folder"])
def test_a_name_that_is_swapped_after_it_was_looked_at_is_not_followed(
    folder, tmp_path, monkeypatch, becomes
):
    (tmp_path / "secret").write_text("secret")
    put(folder, "ex1.ipynb")
    real = os.open

    def swapped(name, *args, **kwargs):
        if name == "ex1.ipynb":
            os.unlink(folder / name)
            make = {"link": lambda path: path.symlink_to(tmp_path / "secret")}
            make |= {"pipe": os.mkfifo, "folder": os.mkdir}
            make[becomes](folder / name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(os, "open", swapped)
    files, notes = read(folder)
    assert files == {} and len(notes) == 1


def test_a_folder_that_is_swapped_for_a_link_is_not_entered(folder, tmp_path, monkeypatch):
    (tmp_path / "outside").mkdir()
    put(tmp_path / "outside", "a.txt", data=b"secret")
    put(folder, "deep/a.txt")
    real = os.open

    def swapped(name, *args, **kwargs):
        if name == "deep":
            os.rename(folder / "deep", tmp_path / "away")
            (folder / "deep").symlink_to(tmp_path / "outside")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(os, "open", swapped)
    files, (note,) = read(folder)
    assert files == {} and note.startswith("deep cannot be opened (")


def test_what_belongs_to_somebody_else_is_left_out(folder):
    put(folder, "ex1.ipynb", "deep/a.txt")
    files, notes = read(folder, owner=os.getuid() + 1)
    assert files == {} and notes == ["in belongs to somebody else; it was left out"]


def test_more_than_enough_files_are_left_out_after_the_notebooks(folder):
    put(folder, "a.txt", "b.txt", "z.ipynb")
    files, notes = read(folder, most=Most(entries=2))
    assert set(files) == {"z.ipynb", "a.txt"}
    assert notes == ["b.txt and what comes after it are too many files; it was left out"]


def test_the_notebook_is_read_wherever_a_file_system_lists_it(folder, monkeypatch):
    put(folder, *[f"{number}.wav" for number in range(20)], "ex1.ipynb")
    real = os.scandir

    @contextlib.contextmanager
    def last(place):
        with real(place) as entries:
            yield sorted(entries, key=lambda each: each.name == "ex1.ipynb")

    monkeypatch.setattr(os, "scandir", last)
    assert "ex1.ipynb" in read(folder, most=Most(entries=10))[0]


def test_the_notebooks_of_a_folder_come_before_what_lies_in_its_folders(folder):
    put(folder, *[f"data/{number}" for number in range(10)], "ex1.ipynb")
    assert "ex1.ipynb" in read(folder, most=Most(entries=5))[0]


def test_folders_nested_deeper_than_a_path_may_be_long_are_left_out(folder):
    place = os.open(folder, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d" * 100, dir_fd=place)
        below = os.open("d" * 100, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = below
    os.close(place)
    (found,) = found_in(folder)
    assert found.fault == "lies deeper than 20 folders" and found.too_much


def test_the_bytes_of_all_files_are_bounded_and_a_smaller_one_still_fits(folder):
    put(folder, "a", "b", data=b"x" * 60)
    put(folder, "c", data=b"x" * 30)
    files, notes = read(folder, most=Most(size=100))
    assert set(files) == {"a", "c"} and notes == ["b is too large (0 MB); it was left out"]


def test_a_file_that_grows_is_read_up_to_what_it_was(folder):
    put(folder, "a")
    for found in found_in(folder):
        put(folder, "a", data=b"xyz")
        assert found.data() == b"x"


def test_a_name_is_shown_on_one_line_without_controls(folder):
    put(folder, "ok")
    (folder / "a\n[note] honest: \x1b[2Jall is well").symlink_to("x")
    (folder / os.fsdecode(b"\xff")).symlink_to("x")
    _, notes = read(folder)
    assert notes == [
        rf"a\n[note] honest: \x1b[2Jall is well {LINK}",
        rf"\udcff {LINK}",
    ]


def test_descriptors_are_closed(folder):
    put(folder, "a", "deep/b")
    before = len(os.listdir("/proc/self/fd"))
    read(folder)
    next(found_in(folder))
    assert len(os.listdir("/proc/self/fd")) == before
