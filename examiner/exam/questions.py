"""The examiner's side of a test: names that stand for the student's functions.

This runs in the examiner's kernel. A test cell finds under each of the student's names a
`StudentFunction`, which sends plain data to the other process and gives plain data back; or the
plain value itself. The other process is never trusted: whatever it sends becomes data or an error.
"""

import builtins
import select
import socket
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from examiner.exam.stopwatch import SHORTEST, Stopwatch
from examiner.sandbox.computing import computed
from homework import drawn, seeing
from homework.answering import PATIENCE, receive, send
from homework.wire import NoAnswer, WireError, pack, unpack

REFUSED = "the process of the notebook ended, or stopped answering"


class StudentFunction:
    """Stands for a function of the student's notebook; it can be called, and nothing else."""

    __slots__ = ("__name__", "_ask")
    __hash__ = object.__hash__

    def __init__(self, name, ask):
        self.__name__ = name
        self._ask = ask

    def __call__(self, *args, **kwargs):
        reply = self._ask([self.__name__, args, kwargs])
        match reply:
            case ["returned", value]:
                return value
            case ["failed", str(kind), str(message), list(frames)]:
                failed.append([kind[:200], message[:200]])
                raise _error(kind, message, frames)
        raise NoAnswer("the answer is neither a value nor an error")

    def _refuse(self, *_):
        raise TypeError(f"{self.__name__} can only be called")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = _refuse


def _error(kind, message, frames):
    """The student's error: of the same name, so that a test can catch what Python raises itself."""
    known = getattr(builtins, kind, None)
    is_known = isinstance(known, type) and issubclass(known, Exception)
    # Some mean more than a fault: `map` takes StopIteration for the end of what it reads.
    base = known if is_known and kind not in NOT_FAULTS else Exception
    error = type(kind[:60], (base,), {"__init__": _take, "__str__": _text})(message)
    error.frames_elsewhere = [
        SimpleNamespace(name=str(name)[:200], line=str(line)[:200]) for name, line in frames
    ]
    return error


NOT_FAULTS = ("StopIteration", "StopAsyncIteration", "ExceptionGroup")


def _take(error, message):
    error.message = message


def _text(error):
    return error.message


class Questions:
    """A line to the notebook's process, for one test.

    Parameters
    ----------
    path : str
        The unix socket to listen at; the other process connects to it.
    timeout : float
        Seconds that may be computed for one answer; twice as many for all together.
    account : str or list of int
        By what the candidate's seconds are counted; see `computed`.
    wall : float, optional
        Seconds of the wall that one answer may take.
    largest : int
        Bytes that one answer may have.
    """

    def __init__(self, path, timeout, account=(), wall=None, largest=64 * 2**20):
        self.times = timeout, partial(computed, account), wall
        # Below the time of a whole test; see outside.py.
        self.whole = Stopwatch(2 * timeout, self.times[1], 3 * timeout)
        self.largest = largest
        self.line = None
        Path(path).unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.settimeout(PATIENCE)
            listener.bind(path)
            listener.listen(1)
            with suppress(OSError):
                self.line, _ = listener.accept()
        Path(path).unlink()

    def ask(self, question):
        """Send a question, return the reply as plain data.

        Raises
        ------
        WireError
            Where the question cannot be sent: the test's own fault.
        NoAnswer
        """
        packed = pack(question)
        if self.line is None:
            raise NoAnswer(REFUSED)
        watch = Stopwatch(*self.times)
        try:
            self.line.settimeout(watch.wall)
            send(self.line, packed)
            self._wait(watch)
            data = receive(self.line, self.largest, watch.wall_left)
            return unpack(data) if data else self._lost(REFUSED)
        except TimeoutError:
            self._lost(f"none within {watch.over() or self.whole.over()}")
        except OSError:
            self._lost(REFUSED)
        except WireError as error:
            self._lost(str(error))

    def _wait(self, watch):
        """Until something arrives; TimeoutError where that takes too long."""
        # Most answers are there at once; a look at the seconds may cost more than they do.
        pause = min(SHORTEST, self.whole.wall_left)
        while not select.select([self.line], [], [], pause)[0]:
            if watch.over() or self.whole.over():
                raise TimeoutError
            pause = min(watch.pause(), self.whole.pause())

    def _lost(self, why):
        self.close()
        raise NoAnswer(why) from None

    def stand_ins(self, names):
        """What a test finds under the student's names.

        Parameters
        ----------
        names : list of str

        Returns
        -------
        dict of str to object
            A `StudentFunction`, or plain data; a name that is missing there is missing here.
        """
        found = {}
        for name in names:
            try:
                reply = self.ask([name])
            except NoAnswer:
                reply = ["function", name]  # calling it says what is the matter
            match reply:
                case ["function", _]:
                    found[name] = StudentFunction(name, self.ask)
                case ["value", value]:
                    found[name] = value
        return found

    def drawn(self):
        """What the cell that ran last drew, as the other process reads it; see homework.drawn."""
        try:
            reply = self.ask([drawn.NAME, (), {}])
        except NoAnswer:
            return []
        return reply[1] if isinstance(reply, list) and reply[:1] == ["returned"] else []

    def close(self):
        """End the line; the other process goes on with its notebook."""
        if self.line:
            self.line.close()
            self.line = None


_current = None
# The errors that came back within one test: each one's class and its words.
failed: list = []


def begin(namespace, path, scope, *times):
    """Make a clean namespace for one test: with libraries, and with the student's names."""
    global _current
    _current = Questions(path, *times)
    failed.clear()
    seeing.source = _current.drawn
    for name in [each for each in namespace if not each.startswith("_")]:
        if name not in KERNELS_OWN:
            del namespace[name]
    names, imports = scope
    for statement in imports:
        exec(statement, namespace)
    namespace.update(_current.stand_ins(names))


def end():
    """Close the line of the current test."""
    _current.close()


KERNELS_OWN = {"In", "Out", "exit", "quit", "get_ipython", "open"}
