"""What notebooks of one submission find of each other is bytes, bounded, and nothing hidden."""

import socket
import threading
import time
from contextlib import contextmanager

import nbformat
import pytest
from made_up_course import FILLED, PLAN, TEST_FRAMING, filled, notebook_text
from nbformat.v4 import new_code_cell

from examiner.exam import beside
from examiner.exam.beside import Beside, as_released, take_files
from homework.answering import connect, send
from homework.leaving import send_files


class Inside:
    """A candidate that sends what the test wants."""

    def __init__(self, sender):
        self.sender = sender

    def leave(self, path):
        threading.Thread(target=self.sender, args=(path,), daemon=True).start()

    def finished(self, request):
        return None


@pytest.fixture
def taken(tmp_path):
    """Take what is sent, and give what was written, by name."""

    def run(sender, most=1000):
        place = tmp_path / "inside" / "kept"
        (tmp_path / "q").mkdir()
        take_files(Inside(sender), tmp_path / "q", place, most)
        everything = [p for p in tmp_path.rglob("*") if p.is_file()]
        return {str(p.relative_to(place)): p.read_bytes() for p in everything}

    return run


@contextmanager
def line_to(path):
    with connect(path) as line:
        yield line


def sending(*pairs):
    def sender(path):
        with line_to(path) as line:
            for name, data in pairs:
                send(line, name)
                send(line, b"." + data)

    return sender


def test_files_come_out_with_their_folders_also_empty_ones(taken):
    found = taken(sending((b"a.npy", b"12"), (b"deep/er/b.txt", b""), ("größe".encode(), b"3")))
    assert found == {"a.npy": b"12", "deep/er/b.txt": b"", "größe": b"3"}


@pytest.mark.parametrize(
    "name",
    [
        b"../../out",
        b"/tmp/examiner-out",
        b"a/../../../out",
        b"ex2.ipynb",
        b"x" * 300,
        b"a\0b",
        b".",
        b"./",
        b"good/..",
    ],
)
def test_a_name_that_leads_out_or_cannot_be_is_left_out(taken, name):
    assert taken(sending((name, b"bad"), (b"good", b"1"))) == {"good": b"1"}


def test_what_is_more_than_the_bound_ends_it(taken):
    found = taken(sending((b"a", b"1" * 600), (b"b", b"2" * 600), (b"c", b"3")), most=1000)
    assert found == {"a": b"1" * 600}


def test_more_files_than_anybody_needs_are_not_taken(taken, monkeypatch):
    monkeypatch.setattr(beside, "MOST_FILES", 3)
    assert len(taken(sending(*((b"%d" % n, b"") for n in range(9))))) == 3


def test_whoever_says_nothing_or_half_a_word_is_not_waited_for_long(taken, monkeypatch):
    monkeypatch.setattr(beside, "SECONDS", 0.2)

    def silent(path):
        with line_to(path) as line:
            line.sendall(b"\0" * 3)
            time.sleep(2)

    start = time.monotonic()
    assert taken(silent) == {} and time.monotonic() - start < 2


def test_who_does_not_connect_leaves_nothing(taken, monkeypatch):
    monkeypatch.setattr(beside, "PATIENCE", 0.1)
    assert taken(lambda path: None) == {}


def test_a_notebook_sends_what_it_wrote_and_not_what_was_there(tmp_path, monkeypatch):
    (tmp_path / "w").mkdir()
    for name in ("old.csv", "new.npy", "ex1.ipynb", ".hidden", "__pycache__"):
        (tmp_path / "w" / name).write_text(name)
    (tmp_path / "w" / "link").symlink_to("/etc/passwd")
    time.sleep(0.05)
    monkeypatch.setattr("homework.leaving.STARTED", time.time())
    time.sleep(0.05)
    for name in ("new.npy", "ex1.ipynb", ".hidden", "__pycache__"):
        (tmp_path / "w" / name).write_text("new")
    path, came = str(tmp_path / "s"), []
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(1)
        thread = threading.Thread(target=send_files, args=(path, tmp_path / "w"))
        thread.start()
        line, _ = listener.accept()
        with line:
            while word := beside.receive(line, 100, 5):
                came.append(bytes(word))
        thread.join()
    assert came == [b"new.npy", b".new"]


# The notebooks themselves.


def test_a_sibling_is_as_its_student_could_have_it():
    text = as_released(filled(), PLAN)
    assert FILLED["framing"] in [c.source for c in nbformat.reads(text, as_version=4).cells]
    for secret in ("HIDDEN", "MARK SCHEME", "Model answer", "seed=2", TEST_FRAMING.released[:20]):
        assert secret not in text
    assert FILLED["answer_levels"] in text


@pytest.mark.parametrize(
    ("code", "is_there"),
    [
        ("%run ex1.ipynb", True),
        ("json.load(open('ex1.ipynb'))", True),
        ("import import_ipynb, ex1", True),
        ("framing([1])", False),
    ],
)
def test_a_sibling_is_there_for_a_cell_that_asks_for_one(tmp_path, code, is_there):
    (tmp_path / "ex1.ipynb").write_text(notebook_text(filled()))
    found = Beside(tmp_path, "ex2", {"ex1": lambda: PLAN, "ex3": None})
    found.look_at([new_code_cell(code)])
    assert list(found.siblings) == ["ex1.ipynb"] * is_there


def test_files_of_an_earlier_notebook_are_found_by_the_later_ones_of_the_same_submission(tmp_path):
    def of(student, name):
        others = dict.fromkeys({"ex1", "ex2", "ex3"} - {name})
        return Beside(tmp_path / student, name, others)

    first = of("ann", "ex1")
    first.kept.mkdir()
    assert of("ann", "ex2").earlier == [first.kept]
    assert first.kept in of("ann", "ex3").earlier
    assert of("ann", "ex1").earlier == [] and not first.kept.exists()
    first.kept.mkdir()
    assert first.kept not in of("ben", "ex2").earlier and not first.kept.exists()
