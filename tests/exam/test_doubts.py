"""What may have stopped for want of a cell that was left out makes the notebook run whole."""

import pytest
from nbformat.v4 import new_output

from examiner.exam.doubts import doubts_of, of_files

MISSING = {"table"}


def stopped(kind, words):
    return [new_output("error", ename=kind, evalue=words, traceback=[])]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("KeyError", "'rate'"),
        ("NameError", "name 'table' is not defined"),
        ("AttributeError", "'Model' object has no attribute 'means'"),
        ("Wrong", "framing([...]) stopped with KeyError: 'rate' (in framing: rates['rate'])"),
        ("Wrong", "framing(x) stopped with NameError: name 'table' is not defined"),
        ("Wrong", "table is not defined. Run the cell that defines it."),
    ],
)
def test_it_is_doubted(kind, words):
    assert doubts_of(stopped(kind, words), [], MISSING)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("SyntaxError", "invalid syntax"),
        ("NotImplementedError", ""),
        ("TimeoutError", "stopped after 300 s"),
        ("NameError", "name 'tabel' is not defined"),
        ("Wrong", "framing([...]): expected shape [frames=3, samples=200], got [3, 199]."),
        ("Wrong", "framing is not defined. Run the cell that defines it."),
        ("NotAttempted", "Not attempted yet: framing"),
    ],
)
def test_it_would_stop_all_the_same(kind, words):
    assert doubts_of(stopped(kind, words), [], MISSING) == []


def test_an_answer_that_failed_is_doubted_whatever_the_test_made_of_it():
    lost = stopped("Wrong", "frames are missing")
    assert doubts_of(lost, [("IndexError", "list index out of range")], MISSING)
    assert not doubts_of(lost, [("NotImplementedError", "")], MISSING)


def test_a_file_may_be_of_an_earlier_notebook():
    assert of_files(doubts_of(stopped("FileNotFoundError", "no features.npz"), [], MISSING))
    assert not of_files(doubts_of(stopped("KeyError", "'a'"), [], MISSING))
