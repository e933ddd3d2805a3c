"""Plain data as bytes, and back: what a question and its answer are made of.

A message is a line of JSON that gives the structure and the sizes of the arrays, then the arrays as
npy. Nothing is ever pickled. What arrives is checked before it is built: its type, depth, number of
items and bytes, and that each array is named once.
"""

import importlib
import io
import json
import math
import time
from contextlib import suppress

import numpy as np

DEPTH = 20
ITEMS = 500_000
# A larger dict could be made of keys that Python takes minutes to tell apart.
ENTRIES = 1000
# What JSON builds of a head is larger than the head: so many marks may stand in it.
MARKS = 6 * ITEMS
# Larger integers could be chosen so that a set of many takes hours: Python hashes them alike.
LONG = 2**64
# Seconds of computing to tell apart what stands in long lists: milliseconds, but for numbers and
# tuples that were chosen so that Python looks for them in the same place.
APART = 2
HEAD = 24 * 2**20
BYTES = 512 * 2**20
KINDS = "biufcU"
# Of their subclasses goes what they hold: a defaultdict arrives as a dict.
PLAIN = (bool, str, int, float, list, tuple, dict)


class WireError(ValueError):
    """Data that cannot be sent, or does not arrive as plain data."""


class NoAnswer(BaseException):
    """No reply came, or none that can be read.

    A test that catches errors of the student's function must not take this for one of them.
    """


class Handle:
    """Stands for an object that stays where it was made, such as a fitted model.

    It can only be handed back. It is equal to nothing, and neither true nor false.
    """

    __slots__ = ("number", "type_name")
    __hash__ = object.__hash__

    def __init__(self, number, type_name):
        self.number = number
        self.type_name = type_name

    def __repr__(self):
        return f"an object of type {self.type_name}"

    def __deepcopy__(self, memo):
        return self

    def _refuse(self, *_):
        raise TypeError(f"{self!r} cannot be looked into or compared, only passed on")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = _refuse


def pack(value, keep=None):
    """Turn plain data into bytes.

    Parameters
    ----------
    value : object
        None, bool, numbers, str, lists, tuples, dicts, arrays, functions of installed libraries,
        handles. Path objects go as str, whatever NumPy reads as numbers or text as an array.
    keep : callable, optional
        Takes an object that is none of these, returns the number of its handle.

    Returns
    -------
    bytes

    Raises
    ------
    WireError
        For other data, or too much of it.
    """
    packer = _Packer(keep)
    tree = packer.tree(value, 0)
    head = json.dumps([tree, [len(each) for each in packer.arrays]]).encode()
    if len(head) > HEAD:
        raise WireError(f"text and lists are larger than {HEAD // 2**20} MB")
    if sum(map(len, packer.arrays)) > BYTES:
        raise WireError(f"the data is larger than {BYTES // 2**20} MB")
    return b"\n".join([head, b"".join(packer.arrays)])


class _Packer:
    def __init__(self, keep):
        self.keep = keep
        self.arrays = []
        self.items = self.long = 0

    def tree(self, value, depth):
        self.items += 1
        if depth > DEPTH or self.items > ITEMS:
            raise WireError(f"it is nested deeper than {DEPTH}, or has more than {ITEMS} items")
        if isinstance(value, np.generic):
            value = value.item()
        kind = next((kind for kind in PLAIN if isinstance(value, kind)), type(value))
        if kind in (str, int, float) and kind is not type(value):
            value = kind(value)
        if value is None or kind in (bool, str):
            return value
        if kind is int:
            return ["int", str(value)] if self._may_go(value) else self._other(value, depth)
        if kind is float:
            return ["float", value.hex() if math.isfinite(value) else str(value)]
        if kind in (list, tuple):
            return [kind.__name__, [self.tree(each, depth + 1) for each in value]]
        if kind is dict:
            if len(value) > ENTRIES:
                raise WireError(f"a dict has more than {ENTRIES} entries")
            pairs = [[self.tree(k, depth + 1), self.tree(v, depth + 1)] for k, v in value.items()]
            return ["dict", pairs]
        if kind is Handle:
            return ["handle", [value.number, value.type_name]]
        return self._other(value, depth)

    def _may_go(self, number):
        self.long += abs(number) >= LONG
        return abs(number) < 2**200 and self.long <= ENTRIES

    def _other(self, value, depth):
        if hasattr(value, "__fspath__"):
            return str(value.__fspath__())
        if _is_library_function(value):
            return ["function", [value.__module__, value.__qualname__]]
        array = _as_array(value)
        if array is not None and array.dtype.kind == "O" and array.ndim:
            return self.tree(array.tolist(), depth + 1)
        if array is not None and array.dtype.kind in KINDS:
            self.arrays.append(_npy(array))
            return ["array", len(self.arrays) - 1]
        if self.keep is None:
            raise WireError(f"an object of type {type(value).__name__} is no plain data")
        return ["handle", [self.keep(value), type(value).__name__]]


def _as_array(value):
    """What NumPy reads as an array; of a subclass, the plain array in it."""
    if not (isinstance(value, np.ndarray) or hasattr(value, "__array__")):
        return None
    try:
        return np.asarray(value)
    except Exception:  # an object that only looks like an array
        return None


def _npy(array):
    if array.nbytes > BYTES:
        raise WireError(
            f"an array of {array.nbytes // 2**20} MB is larger than {BYTES // 2**20} MB"
        )
    stream = io.BytesIO()
    array = np.asarray(array, order="C")
    fields = np.lib.format.header_data_from_array_1_0(array)
    np.lib.format.write_array_header_1_0(stream, fields)
    return stream.getvalue() + array.tobytes()


def _is_library_function(value):
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if not (callable(value) and isinstance(module, str) and isinstance(name, str)):
        return False
    return module.split(".")[0] in {"numpy", "scipy"} and "." not in name


def unpack(data, find=None, functions=False):
    """Build plain data from bytes, checking every step.

    Parameters
    ----------
    data : bytes
    find : callable, optional
        Takes the number of a handle, returns the object; without it a `Handle` is built.
    functions : bool
        Look functions of libraries up by their names; refused otherwise.

    Returns
    -------
    object

    Raises
    ------
    WireError
        For anything but what `pack` makes.
    """
    try:
        end = data.find(b"\n", 0, HEAD + 1)
        if end < 0 or len(data) > BYTES + HEAD:
            raise WireError("the answer is larger than agreed, or has no end")
        if sum(data.count(mark, 0, end) for mark in (b"[", b"{", b",")) > MARKS:
            raise WireError(f"it has more than {ITEMS} items")
        tree, sizes = json.loads(data[:end])
        rest = data[end + 1 :]
        return _Unpacker(_cut(rest, sizes), find, functions).all(tree)
    except WireError:
        raise
    except Exception as error:  # whatever damaged data makes json, or NumPy's reader, raise
        raise WireError(f"the answer is not what was agreed ({type(error).__name__})") from None


def _cut(rest, sizes):
    if any(type(size) is not int or size < 0 for size in sizes) or sum(sizes) != len(rest):
        raise WireError("the arrays are not as long as announced")
    starts = np.cumsum([0, *sizes])
    return [rest[start : start + size] for start, size in zip(starts, sizes, strict=False)]


class _Unpacker:
    def __init__(self, arrays, find, functions):
        self.arrays = arrays
        self.find = find
        self.functions = functions
        self.items = self.named = self.long = 0
        self.apart = 0.0

    def all(self, tree):
        """The value of a whole message, in which each array is named."""
        value = self.value(tree, 0)
        return value if self.named == len(self.arrays) else self._refuse()

    def value(self, tree, depth):
        self.items += 1
        if depth > DEPTH or self.items > ITEMS:
            raise WireError(f"it is nested deeper than {DEPTH}, or has more than {ITEMS} items")
        if tree is None or type(tree) in (bool, str):
            return tree
        kind, content = tree
        return getattr(self, f"_{kind}")(content, depth + 1) if kind in TAGS else self._refuse()

    def _refuse(self):
        raise WireError("the answer holds something unknown")

    def _int(self, content, _):
        number = int(content) if len(content) < 70 else self._refuse()
        self.long += abs(number) >= LONG
        return number if self.long <= ENTRIES else self._refuse()

    def _float(self, content, _):
        return float(content) if content in ("nan", "inf", "-inf") else float.fromhex(content)

    def _list(self, content, depth):
        values = [self.value(each, depth) for each in content]
        if len(values) > ENTRIES:
            self._tell_apart(values)
        return values

    def _tell_apart(self, values):
        """A test may put them into a set or a dict: do here, piece by piece, what that takes."""
        found, started = set(), time.thread_time()
        for start in range(0, len(values), ENTRIES):
            for value in values[start : start + ENTRIES]:
                with suppress(TypeError):  # what holds a list goes into no set
                    found.add(value)
            if self.apart + time.thread_time() - started > APART:
                raise WireError(f"it takes more than {APART} s to tell its items apart")
        self.apart += time.thread_time() - started

    def _tuple(self, content, depth):
        return tuple(self._list(content, depth))

    def _dict(self, content, depth):
        if len(content) > ENTRIES:
            self._refuse()
        pairs = [(self.value(key, depth), self.value(each, depth)) for key, each in content]
        if any(type(key) not in (str, int, float, bool, tuple, type(None)) for key, _ in pairs):
            self._refuse()
        return dict(pairs)

    def _array(self, content, _):
        # In the order of their sizes, each once: a name is shorter than what it would build.
        if type(content) is not int or content != self.named:
            self._refuse()
        self.named += 1
        return _read_npy(self.arrays[content])

    def _handle(self, content, _):
        number, name = content
        if type(number) is not int or type(name) is not str:
            self._refuse()
        return self.find(number) if self.find else Handle(number, name[:60])

    def _function(self, content, _):
        module, name = content
        if not self.functions or module.split(".")[0] not in {"numpy", "scipy"}:
            self._refuse()
        return getattr(importlib.import_module(module), name)


TAGS = {"int", "float", "list", "tuple", "dict", "array", "handle", "function"}


def _read_npy(data):
    """Read an array whose announced size is the size of its data: nothing else is reserved."""
    stream = io.BytesIO(data)
    if np.lib.format.read_magic(stream) != (1, 0):
        raise WireError("an array of another format")
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(stream)
    announced = math.prod(shape) * dtype.itemsize
    # An empty array can have long axes, and what a test computes along them would be long.
    if math.prod(max(length, 1) for length in shape) * dtype.itemsize > BYTES:
        raise WireError("an array with longer axes than it may have")
    if dtype.kind not in KINDS or dtype.shape or announced != len(data) - stream.tell():
        raise WireError("an array that is not plain, or not as large as announced")
    plain = np.frombuffer(data, dtype, offset=stream.tell())
    return plain.reshape(shape, order="F" if fortran else "C").copy()
