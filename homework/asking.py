"""Asking a student's function, and reading what comes back."""

import copy
import os
from pathlib import Path, PurePath

import numpy as np

from homework.files import shown
from homework.verdicts import NotAttempted, Wrong, is_open_task, own_frames
from homework.wire import Handle, NoAnswer


def ask(function, *args, **kwargs):
    """Call a student's function with copies of plain data.

    Parameters
    ----------
    function : callable
        The student's function, by its name.
    *args, **kwargs
        None, bool, int, float, str, list, tuple, dict, arrays, or functions of installed libraries.

    Returns
    -------
    Answer

    Raises
    ------
    NotAttempted
        Where the function, or one that it calls, still stops in the line of the stub.
    Wrong
        Where it stops in any other way, or returns None.
    """
    if not callable(function):
        raise Wrong(f"Expected a function, but its name now stands for {brief(function)}.")
    call = describe_call(function, args, kwargs)
    try:
        value = function(*copy.deepcopy(args), **copy.deepcopy(kwargs))
    except Exception as error:
        if is_open_task(error):
            raise NotAttempted(_open_task(error, function.__name__)) from None
        raise Wrong(f"{call} stopped with {type(error).__name__}: {error}{_line(error)}") from None
    except NoAnswer as error:
        raise Wrong(f"{call} gave no answer: {error}.") from None
    if value is None:
        raise Wrong(f"{call} returned None. Did you forget the return statement?")
    return Answer(call, value)


class Answer:
    """What a student's function returned, and the call that it answers.

    Attributes
    ----------
    call : str
        The call as a reader would write it, with long data described.
    value : object
        What came back.
    """

    def __init__(self, call, value):
        self.call = call
        self.value = value

    def expect(self, condition, message):
        """Raise `Wrong` with `message` unless `condition` holds."""
        if not condition:
            raise Wrong(f"{self.call}: {message}")

    def close(self, found, expected, message, atol=1e-4, rtol=1e-5):
        """Raise `Wrong` with `message` unless numbers agree; `found` is a part of the answer.

        Parameters
        ----------
        found, expected : array_like
        message : str
        atol, rtol : float
            As in `np.allclose`.
        """
        found, expected = np.asarray(found), np.asarray(expected)
        if _agree(found, expected, atol, rtol):
            return
        turned = found.ndim == 2 and min(found.shape) > 1 and _agree(found.T, expected, atol, rtol)
        self.expect(not turned, "the numbers are right, but rows and columns have changed places.")
        self.expect(False, message)

    def should_be(self, expected, axes, message, atol=1e-4, rtol=1e-5):
        """Raise `Wrong` unless the whole answer is an array of this shape, and of these numbers.

        Parameters
        ----------
        expected : array_like
        axes : str
            The names of its axes: "frames samples".
        message : str
            Said of other numbers; another shape has words of its own.
        atol, rtol : float
            As in `np.allclose`.
        """
        names, expected = axes.split(), np.asarray(expected)
        array = self.array(**dict(zip(names, expected.shape, strict=True)))
        self.close(array, expected, message, atol, rtol)

    def finite(self, message="expected finite numbers, got nan or inf."):
        """Raise `Wrong` unless the answer is numbers, none of them nan or infinite."""
        self.expect(np.isfinite(self._numbers()).all(), message)

    def same(self, found, expected, message):
        """Raise `Wrong` with `message` unless lists hold the same in the same order; '3' is 3."""
        self.expect(_as_text(found) == _as_text(expected), message)

    def same_length(self, **parts):
        """Raise `Wrong` unless all parts, given by their names, have the same length."""
        lengths = {name: len(part) for name, part in parts.items()}
        told = ", ".join(f"{name} has {length}" for name, length in lengths.items())
        self.expect(
            len(set(lengths.values())) == 1, f"these should have equally many entries: {told}."
        )

    def through(self, function, *before):
        """What a given function of the notebook makes of this answer: a fault stays this answer's.

        Parameters
        ----------
        function : callable
            Called with `before` and then the answer, for example to predict with a model.
        *before
            As for `ask`.

        Returns
        -------
        Answer
        """
        try:
            return Answer(self.call, ask(function, *before, self.value).value)
        except NotAttempted:
            raise
        except Wrong as fault:
            raise Wrong(f"{self.call}: what came back cannot be used: {fault}") from None

    def array(self, **axes):
        """The answer as numbers, one keyword for each axis: its name and the length expected.

        Parameters
        ----------
        **axes : int or None
            For example ``frames=3, samples=200``; None accepts any length.

        Returns
        -------
        np.ndarray [shape=the lengths named], float64
        """
        array = self._numbers()
        expected = ", ".join(f"{name}={'any' if n is None else n}" for name, n in axes.items())
        turned = len(axes) == 2 and _fits(array.shape[::-1], axes) and None not in axes.values()
        slip = " Have rows and columns changed places?" if turned else ""
        self.expect(
            _fits(array.shape, axes),
            f"expected shape [{expected}], got {list(array.shape)}.{slip}",
        )
        self.finite()
        return array

    def _numbers(self):
        try:
            return np.asarray(self.value, dtype=float)
        except (TypeError, ValueError):
            self.expect(False, f"expected an array of numbers, got {brief(self.value)}.")

    def items(self, count, what):
        """The answer as a list or tuple of `count` items, described by `what`."""
        if not isinstance(self.value, (list, tuple)) or len(self.value) != count:
            # Only here: the text of a list of arrays takes longer than many an answer.
            self.expect(False, f"expected {count} {what}, got {brief(self.value)}.")
        return list(self.value)


def _as_text(value):
    many = isinstance(value, (list, tuple, np.ndarray))
    return [_as_text(each) for each in value] if many else str(value)


def _agree(found, expected, atol, rtol):
    try:
        return np.allclose(found, expected, atol=atol, rtol=rtol)
    except ValueError:  # shapes that do not go together
        return False


def _fits(shape, axes):
    lengths = axes.values()
    return len(shape) == len(axes) and all(
        n in (None, came) for n, came in zip(lengths, shape, strict=True)
    )


def describe_call(function, args, kwargs):
    """The call as text: ``framing(array [1000], winlen=0.02)``."""
    given = [_given(each) for each in args]
    given += [f"{name}={_given(each)}" for name, each in kwargs.items()]
    return f"{getattr(function, '__name__', 'the function')}({', '.join(given)})"


def _given(value):
    """What a test passes: a path without an ending is a folder that the test made."""
    is_path = isinstance(value, (str, Path)) and os.sep in str(value)
    return "folder" if is_path and not PurePath(value).suffix else brief(value)


def brief(value):
    """A value in a few words: its type and size, or itself where it is short."""
    if isinstance(value, np.ndarray):
        return f"array {list(value.shape)}"
    if isinstance(value, (list, tuple, dict, set)) and len(repr(value)) > 30:
        return f"{type(value).__name__} of {len(value)}"
    if isinstance(value, (str, Path)) and os.sep in str(value):
        # By its letters alone: what is there where the test runs is not for the answer to ask.
        return f"'{shown(PurePath(value).name)}'"
    if isinstance(value, Handle):
        return repr(value)
    if callable(value):
        return getattr(value, "__name__", type(value).__name__)
    if value is None or isinstance(value, (bool, int, float, str, list, tuple, dict, set)):
        if len(repr(value)) <= 60:
            return repr(value)
        if isinstance(value, (str, list, tuple, dict, set)):
            return f"{type(value).__name__} of {len(value)}"
    return f"an object of type {type(value).__name__}"


def _line(error):
    """The last line of the student's own code that an error came through."""
    lines = [frame.line for frame in own_frames(error) if frame.line]
    return f" (at `{lines[-1]}`)" if lines else ""


def _open_task(error, asked):
    frames = own_frames(error)
    name = frames[-1].name if frames else asked
    return asked if name == asked else f"{name}, which {asked} calls"
