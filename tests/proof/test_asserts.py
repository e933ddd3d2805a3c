"""The places in a test cell that can call an answer wrong, and which of them an answer tripped."""

import contextlib
import io
import json
import sys

import pytest

from examiner.exam.outside import PROBE
from examiner.proof.asserts import asserts, tripped
from homework.verdicts import Wrong

FILE = "/tmp/ipykernel_7/1234.py"


def stops(source, **names):
    """Run a test cell to where it stops, and have a kernel's probe print where that was."""
    try:
        exec(compile(source, FILE, "exec"), names)
    except Exception as error:
        sys.last_value = error
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            exec(PROBE, {})
    finally:
        del sys.last_value
    return json.loads(said.getvalue())


class Answer:
    """An answer whose shape is never right."""

    def expect(self, right, message=""):
        if not right:
            raise Wrong(message)

    def array(self, **shape):
        raise Wrong(f"not an array of {shape}")

    def items(self, number):
        raise Wrong(f"not {number} items")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "# answer.expect(x)",
        "'answer.expect(x)'",
        "np.array([1, 2])",
        "for key, value in d.items():\n    pass",
        "raise ValueError('no')",
        "raise",
        "Wrong('not raised')",
        "answer.expect",
        "expect(x)",
        "assert x == 1",
        "answer.expected(x)",
    ],
)
def test_what_cannot_call_an_answer_wrong_is_no_assert(source):
    assert asserts(source) == {}


@pytest.mark.parametrize(
    "source",
    [
        "answer.expect(x == 1, 'x is off')",
        "answer.array(rows=3)",
        "answer.array()",
        "answer.items(3)",
        "ask(framing, [1]).expect(True)",
        "answer.expect(\n    x,\n    'of two lines',\n)",
        "raise Wrong('x is off')",
        "raise checks.Wrong('x') from None",
    ],
)
def test_what_can_is_kept_with_its_place_and_its_code(source):
    assert asserts(source) == {(1, 0): source}
    assert asserts(f"if x:\n    {source}")[2, 4].split() == source.split()


def test_an_assert_inside_another_is_a_part_of_it():
    source = "answer.expect(len(answer.array(rows=1)) == answer.items(2), 'x')"
    assert asserts(source) == {(1, 0): source}


def test_two_asserts_of_one_line_have_a_column_each():
    assert asserts("a.expect(x); b.expect(y)") == {(1, 0): "a.expect(x)", (1, 13): "b.expect(y)"}


def test_an_assert_is_found_however_deep_it_lies():
    source = "def check(answer):\n    with at(1):\n        for x in y:\n            answer.items(3)"
    assert asserts(source) == {(4, 12): "answer.items(3)"}


def test_the_assert_that_stopped_the_cell_is_the_tripped_one():
    source = "a.expect(True)\nfor n in range(3):\n    a.expect(n < 2, 'n')\na.expect(False)"
    assert tripped(stops(source, a=Answer()), source) == (3, 4)


def test_of_two_asserts_in_one_line_the_one_that_stopped_it_is_tripped():
    source = "é = 'ü'; a.expect(é); a.expect(not é)"
    place = tripped(stops(source, a=Answer()), source)
    assert asserts(source)[place] == "a.expect(not é)"


def test_an_assert_in_a_function_of_the_cell_is_tripped_and_not_its_call():
    source = "def check(a):\n    a.expect(False)\n\n\na.expect(check(a))"
    assert tripped(stops(source, a=Answer()), source) == (2, 4)


def test_an_array_that_stops_inside_an_expect_is_no_assert_of_its_own():
    source = "a.expect(\n    a.array(rows=1) is None,\n    'x',\n)"
    assert set(asserts(source)) == {(1, 0)}
    assert tripped(stops(source, a=Answer()), source) is None


def test_a_raised_wrong_is_tripped():
    source = "if True:\n    raise Wrong('x')"
    assert tripped(stops(source, Wrong=Wrong), source) == (2, 4)


def test_a_cell_that_stops_at_no_assert_tripped_none():
    source = "x = 1\nx.expect_nothing\na.expect(False)"
    assert tripped(stops(source, a=Answer()), source) is None


def test_frames_of_other_files_do_not_count():
    source = "a.expect(x)"
    assert tripped([["/usr/lib/checks.py", 1, 0]], source) is None
    assert tripped([[FILE, 1, 0], ["/usr/lib/checks.py", 9, 9]], source) == (1, 0)
    assert tripped([], source) is None


def test_the_innermost_of_several_asserts_is_tripped():
    source = "a.expect(x)\nb.expect(y)"
    assert tripped([[FILE, 1, 0], [FILE, 2, 0], [FILE, 3, 0]], source) == (2, 0)
