"""Plain data arrives as it was sent; anything else arrives as a clear error."""

import json
import pickle
import socket
import threading
import time
import tracemalloc
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from examiner.exam.questions import Questions, StudentFunction, _error
from homework.answering import LENGTH, receive, send, serve
from homework.wire import DEPTH, Handle, NoAnswer, WireError, pack, unpack

SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**150), 2**150) | st.floats(allow_nan=False)
) | st.text()
KEYS = st.text() | st.integers(-1000, 1000)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=20,
)
PLAIN_ARRAYS = arrays.arrays(
    st.sampled_from(["f8", "f4", "i2", "u1", "?", "c16", "<U3", ">i4"]),
    arrays.array_shapes(min_dims=0, min_side=0, max_dims=3),
    elements=None,
)


@given(TREES)
def test_plain_data_arrives_as_it_was_sent(value):
    came = unpack(pack(value))
    assert came == value and repr(came) == repr(value)


@given(PLAIN_ARRAYS)
def test_arrays_arrive_bit_for_bit(array):
    came = unpack(pack(array))
    assert type(came) is np.ndarray and came.dtype == array.dtype and came.shape == array.shape
    assert came.tobytes() == array.tobytes()


@given(st.binary(max_size=200))
@settings(max_examples=300)
def test_arbitrary_bytes_become_plain_data_or_an_error(data):
    with suppress(WireError):
        unpack(data)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5) | st.floats(),
        lambda inner: st.lists(inner, max_size=3),
    ),
    st.lists(st.integers(-5, 50), max_size=3),
    st.binary(max_size=100),
)
@settings(max_examples=300)
def test_json_of_any_form_becomes_plain_data_or_an_error(tree, sizes, rest):
    with suppress(WireError):
        unpack(json.dumps([tree, sizes]).encode() + b"\n" + rest)


@given(PLAIN_ARRAYS, st.data())
def test_a_damaged_array_is_an_error_or_an_array(array, data):
    packed = bytearray(pack(array))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] = data.draw(st.integers(0, 255))
    with suppress(WireError):
        assert type(unpack(packed)) in (np.ndarray, bool, int, float, str, type(None), list, tuple)


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


class Lying(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)


@pytest.mark.parametrize(
    "value", [object(), nested(DEPTH + 1), [0] * 1_000_001, {1, 2}, iter([1]), pickle.dumps, Handle]
)
def test_what_is_no_plain_data_is_not_sent(value):
    with pytest.raises(WireError):
        pack(value)


def test_of_a_subclass_goes_what_it_holds():
    lying = np.arange(3.0).view(Lying)
    assert type(unpack(pack(lying))) is np.ndarray
    assert type(unpack(pack(type("List", (list,), {})([1])))) is list


@pytest.mark.parametrize(
    "head",
    [
        ["function", ["os", "system"]],
        ["function", ["numpy", "load"]],
        ["_refuse", 1],
        ["__class__", 1],
        ["array", 5],
        ["int", "9" * 5000],
    ],
)
def test_nothing_is_looked_up_for_the_other_side(head):
    with pytest.raises(WireError):
        unpack(json.dumps([head, []]).encode() + b"\n")


def test_a_huge_array_is_not_reserved_before_it_came():
    packed = pack(np.zeros(4))
    larger = packed.replace(b"(4,), }" + b" " * 6, b"(4000000,), }")
    assert len(larger) == len(packed) and larger != packed
    with pytest.raises(WireError, match="not as large as announced"):
        unpack(larger)


@pytest.mark.parametrize("shape", [(0, 2**27), (2**27, 0), (0, 2**20, 2**20)])
def test_an_empty_array_with_long_axes_is_refused(shape):
    with pytest.raises(WireError, match="longer axes"):
        unpack(pack(np.zeros(shape)))


def test_a_handle_refuses_comparison_and_truth():
    handle = Handle(3, "GaussianMixture")
    for act in (lambda: handle == handle, lambda: bool(handle), lambda: handle < 1):
        with pytest.raises(TypeError, match="GaussianMixture"):
            act()
    assert unpack(pack([handle]), find={3: "the model"}.get) == ["the model"]


@pytest.fixture
def asked(tmp_path):
    """A line between both sides, in one process: the names of a notebook, and who asks for them."""
    path, sides = str(tmp_path / "ask"), []

    def start(namespace, timeout=5):
        thread = threading.Thread(target=serve, args=(path, namespace), daemon=True)
        thread.start()
        sides.append(Questions(path, timeout))
        return sides[-1]

    yield start
    for questions in sides:
        questions.close()


def test_functions_values_and_missing_names(asked):
    def double(x, by=2):
        return x * by

    names = asked({"double": double, "level": "frame"}).stand_ins(["double", "level", "none"])
    assert isinstance(names["double"], StudentFunction) and names["level"] == "frame"
    assert "none" not in names
    assert names["double"](np.arange(3), by=3).tolist() == [0, 3, 6]
    for act in (lambda: names["double"] == 1, lambda: bool(names["double"])):
        with pytest.raises(TypeError):
            act()


def test_models_stay_and_come_back_as_handles(asked):
    made = object()
    names = asked({"make": lambda: [made], "same": lambda got: got[0] is made}).stand_ins(
        ["make", "same"]
    )
    handles = names["make"]()
    assert type(handles[0]) is Handle and names["same"](handles) is True


def test_an_error_keeps_its_class_its_words_and_the_students_line(asked):
    def wrong():
        raise KeyError("speaker")

    def open_task():
        raise NotImplementedError  # delete this line, write yours

    names = asked({"wrong": wrong, "open_task": open_task, "leave": exit}).stand_ins(
        ["wrong", "open_task", "leave"]
    )
    with pytest.raises(KeyError, match="speaker") as error:
        names["wrong"]()
    assert error.value.frames_elsewhere[-1].name == "wrong"
    with pytest.raises(NotImplementedError):
        names["open_task"]()
    with pytest.raises(Exception, match=r"^") as left:
        names["leave"]()
    assert type(left.value).__name__ == "SystemExit" and not isinstance(left.value, SystemExit)


CAUGHT = [ValueError, OSError, AttributeError, NameError, UnicodeDecodeError, RecursionError]


@pytest.mark.parametrize("kind", CAUGHT)
def test_a_builtin_error_can_be_caught_by_its_class(kind):
    assert isinstance(_error(kind.__name__, "in words", []), kind)
    assert str(_error(kind.__name__, "in words", [])) == "in words"


@pytest.mark.parametrize(
    "kind", ["StopIteration", "ExceptionGroup", "SystemExit", "open", "MyError", "NoAnswer", ""]
)
def test_what_python_takes_for_more_than_a_fault_is_a_plain_error(kind):
    error = _error(kind, "in words", [])
    assert type(error).__mro__[1] is Exception and type(error).__name__ == kind


def test_no_test_takes_a_dead_process_for_an_error_of_the_student():
    assert not issubclass(NoAnswer, Exception)


def test_a_slow_answer_is_a_timeout(asked):
    stop = threading.Event()
    names = asked({"slow": lambda: stop.wait(3)}, timeout=0.2).stand_ins(["slow"])
    with pytest.raises(NoAnswer, match=r"none within 0\.4 s"):
        names["slow"]()
    stop.set()


def questions_to(folder, act, timeout):
    """Questions to another end that takes the first one, and then does what it likes."""
    path = str(folder / "ask")

    def other_end():
        with socket.socket(socket.AF_UNIX) as line, suppress(OSError):
            while line.connect_ex(path):
                pass
            receive(line)
            act(line)

    threading.Thread(target=other_end, daemon=True).start()
    return Questions(path, timeout)


def test_an_answer_that_drips_is_a_timeout(tmp_path):
    def drip(line):
        line.sendall(LENGTH.pack(1000))
        while True:
            line.sendall(b"x")
            time.sleep(0.05)

    questions = questions_to(tmp_path, drip, timeout=0.5)
    with pytest.raises(NoAnswer):
        questions.ask(["name"])


def test_all_answers_together_have_an_end(asked):
    names = asked({"slow": lambda: time.sleep(0.4)}, timeout=0.5).stand_ins(["slow"])
    for _ in range(3):
        names["slow"]()
    with pytest.raises(NoAnswer, match=r"none within 1\.5 s"):
        names["slow"]()


def test_a_dict_of_keys_that_are_alike_is_refused():
    with pytest.raises(WireError):
        pack({key * (2**61 - 1): 0 for key in range(20_000)})
    forged = b'[["dict",[' + b",".join([b'["1",["int","1"]]'] * 20_000) + b"]],[]]\n"
    with pytest.raises(WireError):
        unpack(forged)


def message(tree, *arrays):
    return json.dumps([tree, list(map(len, arrays))]).encode() + b"\n" + b"".join(arrays)


@pytest.fixture(scope="module")
def array():
    """An array as it travels."""
    return pack(np.zeros(500_000)).partition(b"\n")[2]


@pytest.mark.parametrize(
    "named", [[0] * 2000, [0, 0], [1, 0], [0], [], [0, 1, 1], [-1, 0], [False, True], [0, 2]]
)
def test_each_array_is_built_once_in_its_order(array, named):
    """One array that is named 2000 times was 8 GB of a message of 4 MB."""
    forged = message(["list", [["array", number] for number in named]], array, array)
    tracemalloc.start()
    with pytest.raises(WireError):
        unpack(forged)
    assert tracemalloc.get_traced_memory()[1] < 10 * len(array)
    tracemalloc.stop()


def test_arrays_in_lists_and_dicts_arrive_in_their_places():
    value = [np.arange(3), {"a": np.ones(2), "b": [np.zeros(1)]}, (np.eye(2),)]
    assert repr(unpack(pack(value))) == repr(value)
    same = np.arange(3)
    assert repr(unpack(pack([same, same]))) == repr([same, same])


@pytest.mark.parametrize(
    "head",
    [
        b"[" + b"[]," * 7_000_000 + b"[]]",
        b"[" + b"{}," * 7_000_000 + b"{}]",
        b'[["list",[' + b'"ab",' * 4_000_000 + b'"ab"]],[]]',
        b"[null,[" + b"0," * 7_000_000 + b"0]]",
    ],
    ids=["lists", "objects", "strings", "sizes"],
)
def test_what_is_built_of_a_head_is_bounded_before_it_is_built(head):
    tracemalloc.start()
    with pytest.raises(WireError, match="items"):
        unpack(head + b"\n")
    assert tracemalloc.get_traced_memory()[1] < 2 * len(head)
    tracemalloc.stop()


def test_long_integers_arrive_where_they_are_few():
    few = [number * (2**61 - 1) for number in range(2**3, 2**3 + 900)]
    assert unpack(pack(few)) == few
    # A set of 20000 such takes seconds, one of half a million hours.
    many = ["int", str(2**80)]
    with pytest.raises(WireError):
        unpack(message(["list", [many] * 1001]))
    with pytest.raises(WireError):
        pack([2**80] * 1001)


@pytest.mark.parametrize("reply", [b"", b"\xff" * 30, pack(["points", 5]), pack(None), b"[]"])
def test_a_forged_answer_is_an_error(reply, tmp_path):
    questions = questions_to(tmp_path, lambda line: send(line, reply), timeout=2)
    with pytest.raises(NoAnswer):
        StudentFunction("f", questions.ask)()
    questions.close()


def test_an_answer_that_is_announced_too_large_is_refused(tmp_path):
    questions = questions_to(tmp_path, lambda line: line.sendall(b"\xff" * 8), timeout=2)
    with pytest.raises(NoAnswer, match="larger than"):
        questions.ask(["name"])


def alike(number):
    """So many tuples that Python hashes alike: the last step of its hash is solved for the second.

    It is xxHash's, of numbers that are their own hash: see tuplehash in Objects/tupleobject.c.
    """
    first, second, start = 11400714785074694791, 14029467366897019727, 2870177450012600261
    back, found = pow(second, -1, 2**64), []
    for a in range(1, 10 * number):
        mixed = (start + a * second) % 2**64
        turned = (mixed << 31 | mixed >> 33) * first % 2**64
        b = (7 - turned) * back % 2**64
        b = b if b < 2**61 - 1 else b - 2**64
        found += [(a, b)] * (abs(b) < 2**61 - 1 and b != -1)
    return found[:number]


def test_tuples_that_python_cannot_tell_apart_in_time_are_refused(monkeypatch):
    monkeypatch.setattr("homework.wire.APART", 0.1)
    tuples = alike(8000)
    assert len(set(map(hash, tuples))) == 1
    with pytest.raises(WireError, match=r"more than 0\.1 s to tell its items apart"):
        unpack(pack({"train": tuples}))
    # All lists of a message together, as one set of each would take it.
    with pytest.raises(WireError, match="apart"):
        unpack(pack([tuples[:2000]] * 8))


@pytest.mark.parametrize(
    "answer",
    [
        [(str(each % 10), "george") for each in range(20_000)],
        list(range(0, 10**12, 10**7)),
        [each / 7 for each in range(100_000)],
        [(each, [each]) for each in range(5000)],
    ],
    ids=["repeated", "even", "fractions", "with lists in them"],
)
def test_long_honest_lists_arrive(answer):
    assert unpack(pack(answer)) == answer
